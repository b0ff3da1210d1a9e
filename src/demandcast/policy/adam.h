// Steps down a gradient, each parameter at its own pace.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>
#include <vector>

namespace demandcast {

/// Adam [Kingma & Ba 2015]: means of gradients and of their squares, corrected for their start at zero.
struct Adam {
  std::vector<float> mean, square;
  int steps = 0;

  explicit Adam(std::size_t parameters) : mean(parameters, 0.0F), square(parameters, 0.0F) {}

  void step(std::span<const float> gradient, double rate, std::span<float> parameters) {
    constexpr double kKeepMean = 0.9, kKeepSquare = 0.999, kSmallest = 1e-8;
    ++steps;
    const double whole_mean = 1 - std::pow(kKeepMean, steps), whole_square = 1 - std::pow(kKeepSquare, steps);
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      const double slope = static_cast<double>(gradient[i]);
      const double m = kKeepMean * static_cast<double>(mean[i]) + (1 - kKeepMean) * slope;
      const double v = kKeepSquare * static_cast<double>(square[i]) + (1 - kKeepSquare) * slope * slope;
      mean[i] = static_cast<float>(m);
      square[i] = static_cast<float>(v);
      parameters[i] -= static_cast<float>(rate * (m / whole_mean) / (std::sqrt(v / whole_square) + kSmallest));
    }
  }
};

/// A gradient longer than 1 is made 1 long. Returns whether all of it is finite.
inline bool shorten(std::span<float> gradient) {
  double square = 0;
  for (const float value : gradient) square += static_cast<double>(value) * static_cast<double>(value);
  if (!std::isfinite(square)) return false;
  if (!(square > 1)) return true;
  const auto scale = static_cast<float>(1 / std::sqrt(square));
  for (float& value : gradient) value *= scale;
  return true;
}

}  // namespace demandcast
