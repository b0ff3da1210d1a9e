// One product with demand of a law that does not change: the textbook's instances, to be trained and judged on.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

#include "demandcast/policy/episode.h"

namespace demandcast {

/// Episodes of `item`, each with demand of its own, of the seed and the episode's number. The policy sees the stock
/// alone, the start is the base stock on hand.
class DemandScenario final : public EpisodeSource {
 public:
  /// Demand of a law for all periods of an episode.
  using Fill = std::function<void(std::uint64_t episode, std::uint64_t seed, std::span<double> demand)>;
  struct Stock {
    double level = 0;  ///< the base stock
    double unit = 1;   ///< what the network reckons in
    double grain = 0;
  };

  DemandScenario(ItemEconomics item, const Stock& stock, Fill fill, std::uint64_t seed);
  PolicyInputs inputs() const override;
  void fill(std::uint64_t draw, Episode& episode) const override;
  const ItemEconomics& item() const { return item_; }

 private:
  ItemEconomics item_;
  Stock stock_;
  Fill fill_;
  std::uint64_t seed_;
};

/// Poisson counts; normal numbers, which may be below zero.
DemandScenario::Fill poisson_demand(double mean);
DemandScenario::Fill normal_demand(double mean, double deviation);

}  // namespace demandcast
