// What metrics are made of: sums over rows that add up, so that rows may come in parts of whole series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/evaluation/metrics.h"
#include "demandcast/evaluation/ratio_sums.h"
#include "demandcast/evaluation/share_sums.h"

namespace demandcast {

/// Sum over (series, cutoff) of an error divided by its scale.
struct ScaledSum {
  double sum = 0;
  std::size_t pairs = 0, left_out = 0;

  void add(double error, double scale) {
    if (scale > 0) {
      sum += error / scale;
      ++pairs;
    } else {
      ++left_out;
    }
  }
};

/// Of one model over one set of rows. A part holds all rows of a series or none of them.
struct MetricSums {
  std::size_t rows = 0;
  double demand = 0;                      ///< |y|
  std::vector<double> pinball;            ///< [level]
  ScaledSum mase, rmsse;                  ///< over (series, cutoff)
  double absolute = 0, signed_error = 0;  ///< of the median
  double inside = 0, width = 0;           ///< of the closed 80 % interval
  std::vector<double> below;              ///< [level] rows with y <= q
  ShareSums shares;                       ///< below each level by the randomised PIT; last, within the 80 % interval
  double cost = 0;                        ///< of a newsvendor; NaN where unit costs are not given
  std::size_t revisions = 0;              ///< forecasts of a date that an earlier cutoff forecast too
  double excess = 0, revised_demand = 0, change = 0;  ///< over revisions
  RatioSums drift;                                    ///< of means: their moves over |y|
  RatioSums revision_slope;  ///< move times the last move over the last move squared, in naive errors of the series
  RatioSums error_slope;     ///< error times move over move squared, in the same

  /// Adds those of other series.
  void add(const MetricSums& part);
};

/// The sums over the given rows of one model; rows without truth are skipped. O(rows * (levels + log rows)).
MetricSums metric_sums(const ScoredTable& table, std::span<const std::size_t> rows);

/// The metrics that they make. `levels` are those of the table.
Metrics metrics_of(const MetricSums& sums, const std::vector<double>& levels);

}  // namespace demandcast
