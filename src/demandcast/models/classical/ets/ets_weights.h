// The numbers of one exponential smoothing model: weights and initial states.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/classical/ets/ets_form.h"

namespace demandcast {

/// Weights in the notation of Hyndman et al. 2008, except that beta is kept as beta* = beta / alpha.
struct EtsWeights {
  double alpha = 0;
  double beta_star = 0;  ///< 0 without a trend
  double gamma = 0;      ///< 0 without a season
  double phi = 1;        ///< 1 without damping
};

/// States before the first period; season[j] is used in period j, j + m, ... until it is updated.
struct EtsStates {
  double level = 0;
  double growth = 0;           ///< 0 without a trend; a factor where the trend is multiplicative
  std::vector<double> season;  ///< [phase], empty without a season; sums to 0 (additive) or m (multiplicative)
};

}  // namespace demandcast
