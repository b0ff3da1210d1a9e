// Where the search for weights and initial states starts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/classical/ets/ets_fit.h"

namespace demandcast {

/// Initial states in the scaled units of `series`: the profile, and a line through (or the mean of) the first
/// max(10, 2 m) seasonally adjusted values, as Hyndman et al. 2008, section 2.6.1.
EtsStates start_states(const EtsForm& form, const EtsSeries& series);

/// Weights to try, few and far apart.
std::vector<EtsWeights> start_weights(const EtsForm& form);

}  // namespace demandcast
