// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/level_update.h"

#include <cmath>

namespace demandcast {

double worth_of_unit(double mean, double unit, double noise) { return 1 / (unit + noise * mean); }

GammaLaw prior_level(const LevelLaw& law, double level, double counts) {
  const double shape = 1 / (1 / law.spread + 1 / counts);
  return {shape, shape / level};
}

GammaLaw updated_level(const GammaLaw& prior, const LevelEvidence& own) {
  return {prior.shape + own.counts, prior.rate + own.exposure};
}

double log_chance(const GammaLaw& prior, const GammaLaw& updated) {
  return prior.shape * std::log(prior.rate) - std::lgamma(prior.shape) + std::lgamma(updated.shape) -
         updated.shape * std::log(updated.rate);
}

}  // namespace demandcast
