// What a shock does to the forecasts after it: how long the intervals fail, what is left behind, what comes back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

/// All forecasts of the shocked series from origins `weeks` after the shock (0: the shock's week is the newest known,
/// -1: it is the first to be forecast), beside those of their twins, the same series without the shock.
struct ShockMoment {
  int weeks = 0;
  double coverage = 0, coverage_low = 0, coverage_high = 0;  ///< coverage80_pit and its 95 % band
  double twin_coverage = 0;
  double bias = 0, twin_bias = 0;
};

struct ShockEffect {
  std::string model, kind;
  std::vector<ShockMoment> moments;  ///< by weeks
  /// The first moment from 0 weeks on at which, and at all later ones, coverage is at most 5 points below the
  /// twin's. Intervals that a shock has made too wide hold.
  std::optional<int> weeks_to_cover;
  /// Mean over the moments from 0 to 13 weeks of bias less twin_bias: what is left of a spike, what a model has not yet
  /// taken in of a shift.
  double bias_left = 0;
  /// Of a one-off: the share of its height that the mean forecast repeats a season later, sum of (forecast - twin's)
  /// over sum of (demand in the shock's week - twin's). 0: not repeated; 1: wholly. NaN for a shock that stays.
  double echo = 0;
};

/// Of which shock the rows are.
struct ShockDesign {
  std::string kind;
  bool one_off = true;
  std::vector<Period> shock;   ///< [code of forecasts.ids] week of the shock
  std::vector<double> height;  ///< [code of forecasts.ids] demand in that week less the twin's
  int season = 52;             ///< periods
  int last_weeks = 26;         ///< the latest moment; later origins serve the echo alone
};

/// One effect per model. `shocked` and `plain` hold the same rows (model, series, cutoff, period) in the same order, of
/// shocked series alone. Throws DataError where they do not. O(rows * levels).
std::vector<ShockEffect> shock_effects(const ScoredTable& shocked, const ScoredTable& plain, const ShockDesign& design);

}  // namespace demandcast
