// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/regular_price.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demandcast {
namespace {

constexpr double kRegularShare = 0.75;

}  // namespace

std::vector<double> regular_prices(std::span<const double> prices, std::size_t window) {
  std::vector<double> regular(prices.size()), recent;
  double last = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t t = 0; t < prices.size(); ++t) {
    const auto held = prices.subspan(t + 1 - std::min(t + 1, window), std::min(t + 1, window));
    recent.clear();
    std::ranges::copy_if(held, std::back_inserter(recent), [](double price) { return !std::isnan(price); });
    if (!recent.empty()) {
      const auto rank = static_cast<std::ptrdiff_t>(kRegularShare * static_cast<double>(recent.size()));
      std::ranges::nth_element(recent, recent.begin() + rank);
      last = recent[static_cast<std::size_t>(rank)];
    }
    regular[t] = last;
  }
  return regular;
}

}  // namespace demandcast
