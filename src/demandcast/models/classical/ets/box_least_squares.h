// Levenberg-Marquardt steps within a box.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/classical/ets/ets_objective.h"

namespace demandcast {

struct BoxLeastSquares {
  int max_steps = 60;
  double tolerance = 1e-7;  ///< stop when two accepted steps lower the objective by less than this in all
};

/// Lowers `objective` from `x`, which it moves, and returns the value there [Marquardt 1963; parameters at a bound
/// whose descent points outwards are held, as in projected Newton methods, Bertsekas 1982]. `start_value` =
/// objective.value(x).
double minimise(EtsObjective& objective, std::vector<double>& x, double start_value,
                const BoxLeastSquares& options = {});

}  // namespace demandcast
