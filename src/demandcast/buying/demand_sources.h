// Demand for simulations: drawn from a law, or given.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/buying/simulator.h"

namespace demandcast {

/// Independent Poisson counts, the same for a product whatever the policy.
class PoissonDemand final : public DemandSource {
 public:
  /// [product] means of a period, each 0 or above.
  PoissonDemand(std::vector<double> means, std::uint64_t seed) : means_(std::move(means)), seed_(seed) {}
  void fill(std::size_t product, std::span<double> demand) const override;

 private:
  std::vector<double> means_;
  std::uint64_t seed_;
};

/// Independent normal numbers, cut at zero where `cut` is asked for.
class NormalDemandSource final : public DemandSource {
 public:
  NormalDemandSource(double mean, double deviation, std::uint64_t seed, bool cut)
      : mean_(mean), deviation_(deviation), seed_(seed), cut_(cut) {}
  void fill(std::size_t product, std::span<double> demand) const override;

 private:
  double mean_, deviation_;
  std::uint64_t seed_;
  bool cut_;
};

/// Demand as it was, or was drawn before.
class GivenDemand final : public DemandSource {
 public:
  /// `demand` [product, period].
  GivenDemand(std::vector<float> demand, std::size_t periods) : demand_(std::move(demand)), periods_(periods) {}
  void fill(std::size_t product, std::span<double> demand) const override;

 private:
  std::vector<float> demand_;
  std::size_t periods_;
};

}  // namespace demandcast
