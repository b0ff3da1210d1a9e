// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/croston/exponential_smoothing.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace demandcast {
namespace {

double squared_errors(std::span<const double> values, double smoothing) {
  double level = values.front(), sum = 0;
  for (const double value : values.subspan(1)) {
    const double error = value - level;
    sum += error * error;
    level += smoothing * error;
  }
  return sum;
}

}  // namespace

double smoothed_level(std::span<const double> values, double smoothing) {
  double level = values.front();
  for (const double value : values.subspan(1)) level = smoothing * value + (1 - smoothing) * level;
  return level;
}

std::vector<double> smoothing_weights(std::size_t count, double smoothing) {
  std::vector<double> weights(count);
  double kept = 1;
  for (std::size_t i = count; i-- > 1;) {
    weights[i] = smoothing * kept;
    kept *= 1 - smoothing;
  }
  if (count > 0) weights[0] = kept;
  return weights;
}

double best_smoothing(std::span<const double> values, double low, double high) {
  constexpr double kSection = 1 / std::numbers::phi, kWidth = 1e-6;
  double left = high - kSection * (high - low), right = low + kSection * (high - low);
  double at_left = squared_errors(values, left), at_right = squared_errors(values, right);
  while (high - low > kWidth) {
    if (at_left <= at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kSection * (high - low);
      at_left = squared_errors(values, left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kSection * (high - low);
      at_right = squared_errors(values, right);
    }
  }
  return 0.5 * (low + high);
}

}  // namespace demandcast
