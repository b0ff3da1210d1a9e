// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/demand_sources.h"

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

RandomStream stream_of(std::size_t product, std::uint64_t seed) {
  static const std::uint64_t kDemand = stream_key("simulated demand");
  return {seed, kDemand + product};
}

}  // namespace

void PoissonDemand::fill(std::size_t product, std::span<double> demand) const {
  RandomStream stream = stream_of(product, seed_);
  for (double& units : demand) units = static_cast<double>(stream.poisson(means_[product]));
}

void NormalDemandSource::fill(std::size_t product, std::span<double> demand) const {
  RandomStream stream = stream_of(product, seed_);
  for (double& units : demand) {
    units = mean_ + deviation_ * stream.normal();
    if (cut_) units = std::max(0.0, units);
  }
}

void GivenDemand::fill(std::size_t product, std::span<double> demand) const {
  if (demand.size() > periods_) throw ConfigError("a simulation asks for more periods of demand than are given");
  for (std::size_t t = 0; t < demand.size(); ++t) demand[t] = static_cast<double>(demand_[product * periods_ + t]);
}

}  // namespace demandcast
