// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/censored_medians.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demandcast {
namespace {

constexpr std::size_t kFewestOfTail = 3, kTailShare = 10;

/// Mean of X - u given X >= u, where u leaves the uppermost known values above it.
double mean_excess(std::span<const double> values, const std::vector<bool>& at_least) {
  std::vector<double> known;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!at_least[i]) known.push_back(values[i]);
  }
  std::ranges::sort(known);
  const std::size_t tail = std::max(kFewestOfTail, known.size() / kTailShare);
  const double u = known.size() > tail ? known[known.size() - tail - 1] : 0;
  double sum = 0;
  for (const double value : values) sum += std::max(0.0, value - u);
  const auto above = std::ranges::count_if(known, [&](double value) { return value > u; });
  return sum / static_cast<double>(std::max<std::ptrdiff_t>(1, above));
}

}  // namespace

std::vector<double> censored_medians(std::span<const double> values, const std::vector<bool>& at_least) {
  const std::size_t n = values.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Of equal values bounds come first: "at least so much" says nothing of what is above exactly so much.
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] < values[b] : at_least[a] && !at_least[b];
  });
  std::vector<double> before(n + 1);  // probability of the values in front
  for (std::size_t k = 0; k < n; ++k) {
    const double left = 1 - before[k];
    before[k + 1] = before[k] + (at_least[order[k]] ? 0 : left / static_cast<double>(n - k));
  }
  const double tail = std::max(0.0, 1 - before[n]), excess = mean_excess(values, at_least);
  std::vector<double> medians(n);
  for (std::size_t k = 0; k < n; ++k) {
    const double half = (1 - before[k]) / 2;
    const auto reached = std::lower_bound(before.begin() + static_cast<std::ptrdiff_t>(k) + 1, before.end(), 1 - half);
    const double middle = reached == before.end()
                              ? values[order[n - 1]] + excess * std::log(tail / half)
                              : values[order[static_cast<std::size_t>(reached - before.begin()) - 1]];
    medians[order[k]] = std::max(values[order[k]], middle);
  }
  return medians;
}

}  // namespace demandcast
