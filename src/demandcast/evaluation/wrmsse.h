// WRMSSE, the measure of the M5 competition: RMSSE of a hierarchy's sums, weighted by what they sell.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

struct HierarchyOptions {
  std::vector<std::string> levels;  ///< "total", a static, several joined by "*" ("store*dept"), "series"
  std::string price;                ///< channel: weights are revenue; empty: weights are units
  int weight_periods = 28;          ///< up to the cutoff, from which weights are taken; M5: 28 days
};

/// One model over all levels of a hierarchy.
struct HierarchyError {
  std::string model;
  double wrmsse = 0;                ///< mean over levels and cutoffs
  std::vector<double> level_rmsse;  ///< [level as asked for] mean over cutoffs
};

/// M5's WRMSSE [Makridakis, Spiliotis & Assimakopoulos 2022]. At each level the series of one group are summed, truth
/// and mean forecast alike; the group's error is root(mean over the cutoff's periods of (sum y - sum mean)^2 / mean
/// (Y_t - Y_{t-1})^2), the scale over the group's history from its first non-zero period to the cutoff; groups are
/// averaged by their sales in the last periods up to the cutoff, levels and cutoffs evenly. An unknown cell of the
/// history adds nothing to its sum. A period's sums are over the rows scored. Groups without sales or scale are left
/// out; NaN when none is left, or a mean is missing. Returns one per model of the table. Throws ConfigError for unknown
/// names, DataError where series have cutoffs of their own. O(levels * (cells + rows)).
std::vector<HierarchyError> hierarchy_errors(const ScoredTable& table, const Panel& panel,
                                             const HierarchyOptions& options, const RunContext& context);

}  // namespace demandcast
