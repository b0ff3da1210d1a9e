// One dimension of an evaluation laid out as models against groups.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// Metrics [model, group]; models in the order of the leaderboard, groups in the order in which the evaluation holds
/// them.
struct Breakdown {
  std::string dimension;
  std::vector<std::string> models, groups;
  std::vector<std::vector<const Metrics*>> cells;  ///< [model][group]; null where a model has no such group
};

/// Points into `evaluation`, which must outlive it. O(groups * models).
Breakdown breakdown(const Evaluation& evaluation, const std::string& dimension);

/// Dimensions besides "overall", "horizon", "cutoff" and "span" that have at least two groups (one alone would say the
/// overall figures again), in the order in which they first appear.
std::vector<std::string> segment_dimensions(const Evaluation& evaluation);

/// A figure of a cell: NaN where the cell is null.
double figure(const Metrics* cell, double Metrics::* member);

}  // namespace demandcast
