// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_objective.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/models/classical/ets/admissible_region.h"
#include "demandcast/models/classical/ets/ets_filter.h"

namespace demandcast {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Bounds of R's forecast::ets.
constexpr double kLow = EtsObjective::kLowestWeight, kWeightHigh = 0.9999, kPhiLow = 0.8, kPhiHigh = 0.98;
constexpr double kSmallestFactor = 1e-3;  // of a multiplicative state, in units of the series' scale

}  // namespace

EtsObjective::EtsObjective(const EtsForm& form, std::span<const double> y, int season,
                           std::span<const double> held_season)
    : form_(form), y_(y), season_(form.has_season() ? season : 1), held_season_(held_season) {
  const auto add = [&](double low, double high) {
    lower_.push_back(low);
    upper_.push_back(high);
    return size_++;
  };
  const bool relative = form.error == EtsComponent::kMultiplicative;
  add(kLow, kWeightHigh);
  if (form.has_trend()) beta_at_ = add(0, 1);
  if (form.has_season()) gamma_at_ = add(0, 1);
  if (form.damped) phi_at_ = add(kPhiLow, kPhiHigh);
  // with an additive trend a level below zero is in the domain as long as every forecast is above
  level_at_ = add(relative && form.trend != EtsComponent::kAdditive ? kSmallestFactor : -kInfinity, kInfinity);
  if (form.has_trend()) {
    growth_at_ = add(form.trend == EtsComponent::kMultiplicative ? kSmallestFactor : -kInfinity, kInfinity);
  }
  if (!form.has_season()) return;
  states_.season.resize(static_cast<std::size_t>(season_));
  if (!held_season_.empty()) return;
  season_at_ = size_;
  const double low = form.season == EtsComponent::kMultiplicative ? kSmallestFactor : -kInfinity;
  for (int j = 0; j + 1 < season_; ++j) add(low, kInfinity);
}

EtsWeights EtsObjective::weights(std::span<const double> x) const {
  EtsWeights w;
  w.alpha = x[0];
  if (beta_at_ >= 0) w.beta_star = (kLow + x[beta_at_] * (w.alpha - kLow)) / w.alpha;
  if (gamma_at_ >= 0) w.gamma = kLow + x[gamma_at_] * (1 - w.alpha - kLow);
  if (phi_at_ >= 0) w.phi = x[phi_at_];
  return w;
}

void EtsObjective::read_states(std::span<const double> x, EtsStates& states) const {
  states.level = x[level_at_];
  states.growth = growth_at_ >= 0 ? x[growth_at_] : 0;
  states.season.resize(form_.has_season() ? static_cast<std::size_t>(season_) : 0);
  if (!form_.has_season()) return;
  if (season_at_ < 0) {
    states.season.assign(held_season_.begin(), held_season_.end());
    return;
  }
  double last = form_.season == EtsComponent::kMultiplicative ? season_ : 0;
  for (int j = 0; j + 1 < season_; ++j) last -= states.season[j] = x[season_at_ + j];
  states.season[season_ - 1] = last;
}

std::vector<double> EtsObjective::pack(const EtsWeights& w, const EtsStates& states) const {
  std::vector<double> x(static_cast<std::size_t>(size_));
  x[0] = w.alpha;
  if (beta_at_ >= 0) x[beta_at_] = (w.alpha * w.beta_star - kLow) / std::max(w.alpha - kLow, kLow);
  if (gamma_at_ >= 0) x[gamma_at_] = (w.gamma - kLow) / std::max(1 - w.alpha - kLow, kLow);
  if (phi_at_ >= 0) x[phi_at_] = w.phi;
  x[level_at_] = states.level;
  if (growth_at_ >= 0) x[growth_at_] = states.growth;
  for (int j = 0; season_at_ >= 0 && j + 1 < season_; ++j) x[season_at_ + j] = states.season[j];
  for (int i = 0; i < size_; ++i) x[i] = std::fmin(std::fmax(x[i], lower_[i]), upper_[i]);
  return x;
}

bool EtsObjective::in_domain(std::span<const double> x, const EtsWeights& w) {
  read_states(x, states_);
  if (form_.season == EtsComponent::kMultiplicative && !(states_.season.back() > kSmallestFactor)) return false;
  return is_admissible(w.alpha, w.alpha * w.beta_star, w.gamma, w.phi, season_);
}

double EtsObjective::value(std::span<const double> x) {
  const EtsWeights w = weights(x);
  if (!in_domain(x, w)) return kInfinity;
  const EtsSums sums = filter_ets(form_, w, y_, states_);
  if (!sums.valid || sums.observed == 0) return kInfinity;
  // A perfect fit has no likelihood: errors below 1e-9 of the series' scale count as that.
  return std::log(sums.squares / sums.observed + 1e-18) + 2 * sums.log_forecast / sums.observed;
}

}  // namespace demandcast
