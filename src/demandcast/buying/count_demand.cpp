// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/count_demand.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr double kNegligible = 1e-16;

}  // namespace

CountDemand::CountDemand(std::vector<double> mass) : mass_(std::move(mass)) {
  const std::size_t size = mass_.size();
  up_to_.resize(size);
  std::partial_sum(mass_.begin(), mass_.end(), up_to_.begin());
  for (std::size_t k = 0; k < size; ++k) mean_ += static_cast<double>(k) * mass_[k];
  excess_.assign(size, 0.0);  // E(D - k)+ = sum of P(D > j) over j >= k, from the far end, where it is small
  double tail = 0, sum = 0;
  for (std::size_t k = size; k-- > 0;) {
    sum += tail;
    excess_[k] = sum;
    tail += mass_[k];
  }
}

CountDemand CountDemand::of_mass(std::vector<double> mass) {
  const bool good = std::all_of(mass.begin(), mass.end(), [](double p) { return p >= 0 && std::isfinite(p); });
  const double sum = std::accumulate(mass.begin(), mass.end(), 0.0);
  if (!good || !(sum > 0)) throw ConfigError("probabilities of demand: numbers of at least 0 wanted, one above it");
  for (double& p : mass) p /= sum;
  while (mass.back() <= 0) mass.pop_back();
  return CountDemand(std::move(mass));
}

CountDemand CountDemand::poisson(double mean) {
  if (!(mean >= 0 && mean <= 1e6)) throw ConfigError(fmt::format("a Poisson mean of {}: 0 to a million wanted", mean));
  if (mean <= 0) return of_mass({1.0});
  const auto largest = static_cast<std::size_t>(mean + 12 * std::sqrt(mean) + 24);
  std::vector<double> mass(largest + 1);
  for (std::size_t k = 0; k <= largest; ++k) {
    const auto count = static_cast<double>(k);
    mass[k] = std::exp(count * std::log(mean) - mean - std::lgamma(count + 1));
  }
  while (mass.back() < kNegligible) mass.pop_back();
  return of_mass(std::move(mass));
}

double CountDemand::variance() const {
  double sum = 0;
  for (std::size_t k = 0; k < mass_.size(); ++k) {
    const double far = static_cast<double>(k) - mean_;
    sum += mass_[k] * far * far;
  }
  return sum;
}

double CountDemand::quantile(double level) const {
  constexpr double kRounding = 1e-12;  // of sums of probabilities
  const auto found = std::lower_bound(up_to_.begin(), up_to_.end(), level - kRounding);
  return static_cast<double>(std::min(found - up_to_.begin(), std::ssize(up_to_) - 1));
}

double CountDemand::excess(double x) const {
  if (x <= 0) return mean_ - x;
  const double below = std::floor(x);
  if (below >= static_cast<double>(mass_.size() - 1)) return 0;
  const auto k = static_cast<std::size_t>(below);
  return std::lerp(excess_[k], excess_[k + 1], x - below);
}

double CountDemand::probability_of(std::int64_t count) const {
  return count < 0 || count >= std::ssize(mass_) ? 0 : mass_[static_cast<std::size_t>(count)];
}

double CountDemand::probability_up_to(std::int64_t count) const {
  if (count < 0) return 0;
  return count >= std::ssize(up_to_) ? 1 : up_to_[static_cast<std::size_t>(count)];
}

CountDemand CountDemand::plus(const CountDemand& other) const {
  std::vector<double> sum(mass_.size() + other.mass_.size() - 1, 0.0);
  for (std::size_t i = 0; i < mass_.size(); ++i) {
    for (std::size_t j = 0; j < other.mass_.size(); ++j) sum[i + j] += mass_[i] * other.mass_[j];
  }
  while (sum.size() > 1 && sum.back() < kNegligible) sum.pop_back();
  return of_mass(std::move(sum));
}

CountDemand CountDemand::over(int periods) const {
  CountDemand sum({1.0});
  for (int period = 0; period < periods; ++period) sum = sum.plus(*this);
  return sum;
}

CountDemand CountDemand::mix(std::span<const double> weights, std::span<const CountDemand> parts) {
  std::vector<double> mass;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    mass.resize(std::max(mass.size(), parts[i].mass_.size()), 0.0);
    for (std::size_t k = 0; k < parts[i].mass_.size(); ++k) mass[k] += weights[i] * parts[i].mass_[k];
  }
  return of_mass(std::move(mass));
}

}  // namespace demandcast
