// Quantiles of Student's t, for bands that rest on few blocks. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace demandcast {

/// The quantile of Student's t at `level` in [0.5, 1), for `freedom` >= 1 degrees of freedom, whole or not: the inverse
/// of the regularised incomplete beta function [DLMF 8.17.22] by bisection, to 1e-9. Above 10^4 degrees as for 10^4.
double student_quantile(double level, double freedom);

}  // namespace demandcast
