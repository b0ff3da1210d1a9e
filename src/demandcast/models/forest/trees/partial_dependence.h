// What a forest says as one feature goes over its values while all others stay as they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/forecast/model_insight.h"
#include "demandcast/models/forest/trees/forest.h"

namespace demandcast {

/// The partial dependence [Friedman 2001, "Greedy function approximation", section 8.2] of a forest on a feature, over
/// `rows` of those that it was grown on, at most ten of the feature's bins, evenly in rank, and where it is absent if
/// any row lacks it. In units of the targets. Costs O(points * rows * (trees * (depth + targets of a leaf) + grid)).
std::vector<PartialPoint> partial_dependence(const Forest& forest, const TrainingRows& training,
                                             std::span<const std::uint32_t> rows, std::uint32_t feature,
                                             const RunContext& context);

}  // namespace demandcast
