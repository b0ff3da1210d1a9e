// Accuracy of quantile forecasts over a set of rows. Definitions with formula and source: docs/metrics.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/evaluation/ratio_sums.h"
#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

/// All metrics of one model over one set of rows. A metric that is not defined (no row, all zero truth, a level that
/// was not asked for) is NaN.
struct Metrics {
  std::size_t rows = 0;     ///< cells scored
  double wql = 0;           ///< mean over exactly 0.1 .. 0.9 of 2 sum pinball / sum |y|; NaN when one is missing
  double wql_all = 0;       ///< the same mean over the levels asked for
  double p50 = 0, p90 = 0;  ///< normalised quantile loss of the level
  double crps = 0;          ///< 2 integral of pinball over the levels (trapezoid, ends held), mean per row, in units
  double mase = 0;          ///< mean over (series, cutoff) of mean |y - median| / in-sample seasonal-naive error
  double rmsse = 0;         ///< mean over (series, cutoff) of root(mean (y - mean)^2 / in-sample naive MSE)
  std::size_t mase_left_out = 0;  ///< (series, cutoff) pairs whose scale is zero or undefined
  double wape = 0;                ///< sum |y - median| / sum |y|
  double bias = 0;                ///< sum (median - y) / sum |y|
  double coverage80 = 0;          ///< share of rows with q0.1 <= y <= q0.9 (closed: ties count as inside)
  double coverage80_pit = 0;      ///< the same by the randomised PIT: 0.8 for true forecasts, of counts too
  double coverage80_pit_se = 0;   ///< its standard error over other series and dates: docs/metrics.md
  double coverage80_pit_low = 0, coverage80_pit_high = 0;  ///< its 95 % band; NaN where too few dates tell
  double width80 = 0;                                      ///< mean (q0.9 - q0.1) / mean |y|
  std::vector<double> level_loss;                          ///< [level] 2 sum pinball / sum |y|
  std::vector<double> below;                               ///< [level] share of rows with y <= q (closed)
  std::vector<double> below_pit;  ///< [level] share of rows whose randomised PIT is below the level (fair for counts)
  std::vector<double> below_pit_low, below_pit_high;  ///< [level] its 95 % band
  double excess_volatility = 0;  ///< over consecutive cutoffs of the same date; NaN without overlap
  double cost = 0;          ///< money that a newsvendor pays who buys each date's critical quantile; NaN without costs
  double sfpc = 0;          ///< 200 mean |new - old| / (|new| + |old|) of the medians; NaN without overlap
  Estimate drift;           ///< of means: sum (new - old) / sum |y|; zero for forecasts that move by news alone
  Estimate revision_slope;  ///< slope of a revision of the mean on the one before: zero likewise
  Estimate error_slope;     ///< slope of y - new on new - old: below zero, forecasts move too much
};

/// Metrics over the given rows of one model; rows without truth are skipped. O(rows * (levels + log rows)).
Metrics compute_metrics(const ScoredTable& table, std::span<const std::size_t> rows);

}  // namespace demandcast
