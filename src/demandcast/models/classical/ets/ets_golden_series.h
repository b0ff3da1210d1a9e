// The series on which our numbers are compared with other packages' (tools/oracles/ets_statsforecast.py makes the
// same). SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace demandcast {

/// Growth, a season of 12 and noise from a small congruential generator.
inline std::vector<double> ets_golden_series(int n = 72) {
  std::vector<double> y;
  std::int64_t state = 12345;
  for (int t = 0; t < n; ++t) {
    state = (1103515245 * state + 12345) % 2147483648;
    const double noise = static_cast<double>(state) / 2147483648.0 - 0.5;
    y.push_back((100 + 0.8 * t) * (1 + 0.2 * std::sin(2 * std::numbers::pi * t / 12)) + 20 * noise);
  }
  return y;
}

}  // namespace demandcast
