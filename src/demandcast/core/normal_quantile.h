// Quantiles of the standard normal distribution.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace demandcast {

/// z with P(Z <= z) = level, level in (0, 1): Wichura's algorithm AS 241 (PPND16), relative error about 1e-16
/// [Wichura 1988, Applied Statistics 37].
double normal_quantile(double level);

}  // namespace demandcast
