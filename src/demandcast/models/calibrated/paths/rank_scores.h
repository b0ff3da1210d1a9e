// Normal scores of simulated futures, step by step.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "demandcast/core/random.h"

namespace demandcast {

/// Replaces each of `paths` [path, step] by the normal quantile at (rank - 1/2) / paths among the values of its step;
/// equal values are ranked by draw. O(steps * paths log paths).
void scores_by_rank(std::span<float> paths, std::size_t steps, RandomStream& random);

}  // namespace demandcast
