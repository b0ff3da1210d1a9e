// The concentrated likelihood of one form as a least-squares problem in weights and initial states.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/classical/ets/ets_weights.h"

namespace demandcast {

/// What is minimised, -2/n times the log-likelihood up to a constant (Hyndman et al. 2008, equation 5.3):
///
///   log(sum e_t^2 / n) + (2/n) sum log f_t      (the second term for multiplicative errors only)
///
/// which is the log of a mean of squares of residuals g e_t with g = exp(mean log f_t), so that Gauss-Newton steps
/// apply to every form. Parameters in one vector: alpha, [growth share], [season share], [phi], level, [growth],
/// [season 0 .. m-2]. The shares place beta in [low, alpha] and gamma in [low, 1 - alpha], low = kLowestWeight, so that
/// the "usual" region of R's forecast is a box. The last seasonal state follows from the others.
class EtsObjective {
 public:
  static constexpr double kLowestWeight = 1e-4;  ///< of alpha, beta and gamma, as in R's forecast

  /// `y` [time] is kept as a view. `held_season` not empty: seasonal states start there and are not parameters.
  EtsObjective(const EtsForm& form, std::span<const double> y, int season, std::span<const double> held_season = {});

  int size() const { return size_; }
  const std::vector<double>& lower() const { return lower_; }
  const std::vector<double>& upper() const { return upper_; }

  /// Infinite outside the domain or the admissible region.
  double value(std::span<const double> x);
  /// As value, and the Gauss-Newton model: `gram` [size, size] = J'J and `slope` [size] = J'r, divided by g^2. O(time
  /// size^2).
  double linearise(std::span<const double> x, std::span<double> gram, std::span<double> slope);

  std::vector<double> pack(const EtsWeights& weights, const EtsStates& states) const;
  EtsWeights weights(std::span<const double> x) const;
  void read_states(std::span<const double> x, EtsStates& states) const;

 private:
  bool in_domain(std::span<const double> x, const EtsWeights& weights);

  EtsForm form_;
  std::span<const double> y_;
  int season_;
  std::span<const double> held_season_;
  int size_ = 0;
  int beta_at_ = -1, gamma_at_ = -1, phi_at_ = -1, level_at_ = -1, growth_at_ = -1, season_at_ = -1;
  std::vector<double> lower_, upper_;
  EtsStates states_;             // scratch, so that value() does not allocate
  std::vector<double> scratch_;  // derivatives of linearise()
  friend struct EtsSensitivity;
};

}  // namespace demandcast
