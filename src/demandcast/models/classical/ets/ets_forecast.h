// The predictive distribution of a fitted form.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "demandcast/core/random.h"
#include "demandcast/models/classical/ets/ets_fit.h"

namespace demandcast {

/// Mean and variance per step from `states` (after the last period, `next_phase` = phase of the first step).
struct EtsMoments {
  std::vector<double> mean, variance;  ///< [step]
};

/// Whether mean and variance are known in closed form: everything but multiplicative trend or season.
bool has_closed_moments(const EtsForm& form);

/// Additive errors: sigma^2 (1 + sum c_j^2), Hyndman et al. 2008, table 6.2. Multiplicative errors with additive trend
/// and season ("class 2"): the theta recursion of section 6.4. The mean is the point forecast. O(steps^2).
EtsMoments closed_moments(const EtsFit& fit, const EtsStates& states, int next_phase, int steps);

/// Point forecasts alone, any form.
std::vector<double> point_forecasts(const EtsFit& fit, const EtsStates& states, int next_phase, int steps);

/// Quantiles [step, level] from `paths` simulated futures, normal errors cut so that demand stays positive.
void simulate_quantiles(const EtsFit& fit, const EtsStates& states, int next_phase, int steps, int paths,
                        std::span<const double> levels, RandomStream& random, std::span<double> quantiles);

/// Futures [path, step]: each error moves the states of the steps after it. Normal errors, as above. O(paths * steps).
void simulate_paths(const EtsFit& fit, const EtsStates& states, int next_phase, std::size_t steps, RandomStream& random,
                    std::span<float> paths);

}  // namespace demandcast
