// What a softmax is made of, for the loops of forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace demandcast::nn {

/// Puts e^(score - highest) into each score, 0 for minus infinity, and gives their sum; scores are at most `highest`,
/// and `count` is a multiple of 8. Within 2e-7 of the exact ones, relatively; below e^-87 zero.
float exponentials(float* scores, std::int64_t count, float highest);

/// The highest of the scores, of which there is a multiple of 8, or `least`.
float highest_of(const float* scores, std::int64_t count, float least);

}  // namespace demandcast::nn
