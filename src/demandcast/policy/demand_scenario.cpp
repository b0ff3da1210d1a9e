// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/demand_scenario.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "demandcast/buying/count_demand.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

std::uint64_t key_of(std::uint64_t episode) {
  static const std::uint64_t kDemand = stream_key("demand of a scenario");
  return kDemand + episode;
}

}  // namespace

DemandScenario::DemandScenario(ItemEconomics item, const Stock& stock, Fill fill, std::uint64_t seed)
    : item_(std::move(item)), stock_(stock), fill_(std::move(fill)), seed_(seed) {}

PolicyInputs DemandScenario::inputs() const {
  return {.pipeline = static_cast<std::size_t>(std::max(0, item_.lead_time.longest() - 1)), .ages = 0, .features = 0};
}

void DemandScenario::fill(std::uint64_t draw, Episode& episode) const {
  episode.item = &item_;
  episode.start_stock = stock_.level;
  episode.grain = stock_.grain;
  episode.first_review = 0;
  std::fill(episode.levels.begin(), episode.levels.end(), stock_.level);
  std::fill(episode.reorder_points.begin(), episode.reorder_points.end(), kAlwaysReorder);
  std::fill(episode.storage_prices.begin(), episode.storage_prices.end(), 0.0);
  const CurveKnots curve = base_stock_curve(stock_.level);
  for (std::size_t t = 0; t < episode.levels.size(); ++t) {
    std::copy(curve.begin(), curve.end(), episode.curves.begin() + static_cast<std::ptrdiff_t>(t * kCurveKnots));
  }
  std::fill(episode.units.begin(), episode.units.end(), stock_.unit);
  std::fill(episode.bounds.begin(), episode.bounds.end(), 2 * stock_.level);
  std::fill(episode.lead_times.begin(), episode.lead_times.end(), item_.lead_time.longest());
  fill_(draw, seed_, episode.demand);
}

DemandScenario::Fill poisson_demand(double mean) {
  const CountDemand law = CountDemand::poisson(mean);
  std::vector<double> up_to(law.mass().begin(), law.mass().end());
  for (std::size_t k = 1; k < up_to.size(); ++k) up_to[k] += up_to[k - 1];
  return [up_to = std::move(up_to)](std::uint64_t episode, std::uint64_t seed, std::span<double> demand) {
    RandomStream stream(seed, key_of(episode));
    for (double& units : demand) {
      const double level = stream.uniform();
      std::size_t count = 0;
      while (count + 1 < up_to.size() && up_to[count] < level) ++count;
      units = static_cast<double>(count);
    }
  };
}

DemandScenario::Fill normal_demand(double mean, double deviation) {
  return [mean, deviation](std::uint64_t episode, std::uint64_t seed, std::span<double> demand) {
    RandomStream stream(seed, key_of(episode));
    for (double& units : demand) units = mean + deviation * stream.normal();
  };
}

}  // namespace demandcast
