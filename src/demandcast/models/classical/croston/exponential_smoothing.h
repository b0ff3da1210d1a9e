// Simple exponential smoothing with the first value as start: level, weights, best smoothing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace demandcast {

/// The smoothed level after the last value: l = a x + (1 - a) l, starting at the first value. `values` is not empty.
double smoothed_level(std::span<const double> values, double smoothing);

/// The weight of each of `count` values in that level; they sum to one:
///   a (1 - a)^(count - 1 - i), and (1 - a)^(count - 1) for the first.
std::vector<double> smoothing_weights(std::size_t count, double smoothing);

/// The smoothing in [low, high] of the least sum of squared one-step errors, by golden section. O(count) per step.
double best_smoothing(std::span<const double> values, double low, double high);

}  // namespace demandcast
