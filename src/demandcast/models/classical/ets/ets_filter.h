// Runs exponential smoothing over a series: final states, one-step errors, sums for the likelihood.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "demandcast/models/classical/ets/ets_weights.h"

namespace demandcast {

struct EtsSums {
  int observed = 0;
  double squares = 0;       ///< sum of squared errors (relative errors where the error is multiplicative)
  double log_forecast = 0;  ///< sum of log |forecast|, only for multiplicative errors
  bool valid = true;        ///< false when a forecast left the form's domain (zero or below, not finite)
};

/// Rows of [time]; an empty span is not written. States are those after the period.
struct EtsTrace {
  std::span<double> level, growth, season, forecast;
};

/// Filters `y` (NaN = not observed: states move on, no error term). `states` go from before the first period to after
/// the last; season[j] then still belongs to periods j, j + m, ... of this series. O(time), no allocation.
EtsSums filter_ets(const EtsForm& form, const EtsWeights& weights, std::span<const double> y, EtsStates& states,
                   const EtsTrace& trace = {});

}  // namespace demandcast
