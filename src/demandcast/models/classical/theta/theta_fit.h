// Least squares of theta models, exact in two of their three parameters.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "demandcast/models/classical/theta/theta_filter.h"

namespace demandcast {

struct ThetaEstimate {
  ThetaParameters parameters;
  double squared_errors = 0;  ///< sum over the observed cells after the first kThetaStart of them
};

/// Minimises the squared one-step errors over alpha in [0.1, 0.99], the level before the first period, and theta in
/// [1, 1e10] (2 where `free_theta` is false).
///
/// Given alpha, the errors are linear in the level and in 1 - 1/theta: least squares in two unknowns, whose sums take
/// one pass over `y`. So only alpha is searched, on a grid of 24 that narrows around its best point to 1e-5. Several
/// alphas go through the history side by side. `y` starts with an observed cell; NaN = not observed. O(length).
ThetaEstimate fit_theta(std::span<const double> y, bool dynamic, bool free_theta);

}  // namespace demandcast
