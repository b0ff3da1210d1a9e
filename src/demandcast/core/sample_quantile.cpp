// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/sample_quantile.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace demandcast {

double sample_quantile(std::span<const double> sorted, double level) {
  const double place = level * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return std::lerp(sorted[below], sorted[below + 1], place - static_cast<double>(below));
}

void sample_quantiles(std::span<float> sample, std::span<const double> levels, std::span<double> quantiles) {
  auto from = sample.begin();
  for (std::size_t q = 0; q < levels.size(); ++q) {
    const double at = levels[q] * static_cast<double>(sample.size() - 1);
    const auto low = sample.begin() + static_cast<std::ptrdiff_t>(at);
    std::nth_element(from, low, sample.end());
    const auto next = low + 1 == sample.end() ? low : std::min_element(low + 1, sample.end());
    const double share = at - std::floor(at), below = static_cast<double>(*low);
    quantiles[q] = below + share * (static_cast<double>(*next) - below);
    from = low;
  }
}

}  // namespace demandcast
