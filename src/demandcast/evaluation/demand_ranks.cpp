// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/demand_ranks.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace demandcast {
namespace {

const std::array<std::vector<double>, 2> kCuts = {{{1.0 / 3, 2.0 / 3}, {0.5, 0.9, 0.99, 0.999}}};

/// Ranks rise with values, so that a cut in ranks is one in values.
std::vector<double> lowest_values(std::vector<double> values, const std::vector<double>& cuts) {
  std::ranges::sort(values);
  std::vector<double> lowest(cuts.size(), std::numeric_limits<double>::infinity());
  std::size_t cut = 0;
  for (std::size_t begin = 0, end = 0; begin < values.size(); begin = end) {
    while (end < values.size() && values[end] == values[begin]) ++end;
    const double rank = static_cast<double>(begin + end) / 2 / static_cast<double>(values.size());
    while (cut < cuts.size() && cuts[cut] <= rank) lowest[cut++] = values[begin];
  }
  return lowest;
}

}  // namespace

void DemandRanks::add(Period cutoff, double velocity, double volume) {
  auto& values = values_[cutoff];
  values[0].push_back(velocity);
  values[1].push_back(volume);
  ++pairs_;
}

void DemandRanks::finish() {
  together_ = pairs_ < 3 * values_.size();
  if (together_) {
    std::array<Numbers, 2> all;
    for (const auto& [cutoff, values] : values_) {
      for (std::size_t trait = 0; trait < 2; ++trait) {
        all[trait].insert(all[trait].end(), values[trait].begin(), values[trait].end());
      }
    }
    values_.clear();
    values_[0] = std::move(all);
  }
  for (auto& [cutoff, values] : values_) {
    for (std::size_t trait = 0; trait < 2; ++trait) {
      lowest_[cutoff][trait] = lowest_values(std::exchange(values[trait], {}), kCuts[trait]);
    }
  }
  values_.clear();
}

std::size_t DemandRanks::group(std::size_t trait, Period cutoff, double value) const {
  const Numbers& lowest = lowest_.at(together_ ? 0 : cutoff)[trait];
  return static_cast<std::size_t>(std::ranges::upper_bound(lowest, value) - lowest.begin());
}

}  // namespace demandcast
