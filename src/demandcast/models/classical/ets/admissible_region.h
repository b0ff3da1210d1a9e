// Whether smoothing weights let the influence of old demand die out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace demandcast {

/// The forecastability ("admissible") conditions of Hyndman et al. 2008, chapter 10, for the additive model with
/// damping `phi` (1 = none), growth weight `beta` (0 = no trend), seasonal weight `gamma` (0 = no season) and `season`
/// periods. Seasonal models: all roots of the characteristic polynomial lie in the unit circle, found without roots by
/// the Schur-Cohn recursion, O(season^2).
bool is_admissible(double alpha, double beta, double gamma, double phi, int season);

}  // namespace demandcast
