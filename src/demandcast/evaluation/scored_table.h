// Forecast rows joined to what came true.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/panel.h"
#include "demandcast/forecast/forecast_table.h"

namespace demandcast {

/// Available: only cells in which the product could be bought throughout (the default). Sales: censored cells too, as
/// they were sold, which is what peers score.
enum class ScoreMode { kAvailable, kSales };

/// What a newsvendor pays for a unit too many, and for one too few, in one period.
struct UnitCosts {
  double surplus = 0, shortage = 0;  ///< money, at least 0 and not both 0

  /// The level of the quantile that costs least [Arrow, Harris & Marschak 1951].
  double critical_ratio() const { return shortage / (shortage + surplus); }
};

/// A forecast table without span rows, its truth, and the scales of MASE and RMSSE. Rows without truth are left out of
/// every metric.
struct ScoredTable {
  ForecastTable forecasts;
  std::vector<double> actual;  ///< [row]; NaN = not scored
  std::vector<double>
      mase_scale;  ///< [row] mean |y_t - y_{t-season}| of the series up to the row's cutoff; NaN = undefined
  std::vector<double> rmsse_scale;  ///< [row] root mean (y_t - y_{t-1})^2 from the first non-zero sale up to the cutoff
  std::size_t unmatched = 0;        ///< rows whose series or period the data do not have
  int season = 1;                   ///< of MASE
  ScoreMode mode = ScoreMode::kAvailable;
  std::vector<UnitCosts> unit_costs = {};  ///< [code of forecasts.ids]; empty = not given: no metric in money
};

/// Joins forecasts to the panel by id and period. `season` is the season of MASE. Throws ConfigError for a season below
/// 1, DataError for a row with a truth but a quantile that is not finite. O(rows + cells).
ScoredTable score_against(ForecastTable forecasts, const Panel& panel, int season, ScoreMode mode);

/// [time] of a series, what may be scored: NaN where missing, and where censored unless sales are scored as they are.
std::vector<double> truth(const Panel& panel, std::size_t series, ScoreMode mode);

/// Row numbers of one model (index into forecasts.models) that have a truth.
std::vector<std::size_t> scored_rows(const ScoredTable& table, std::size_t model);

}  // namespace demandcast
