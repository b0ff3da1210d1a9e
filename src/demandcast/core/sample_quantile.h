// Quantiles of a sample, linear between order statistics.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace demandcast {

/// The quantile of a sorted sample by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996, as
/// NumPy and R do by default). `sorted` is not empty, `level` in [0, 1]. O(1).
double sample_quantile(std::span<const double> sorted, double level);

/// The same of an unsorted sample, at increasing levels, into `quantiles`, one for each level. Reorders the sample,
/// which is not empty. O(sample * levels) at worst, less than sorting it for a handful of levels.
void sample_quantiles(std::span<float> sample, std::span<const double> levels, std::span<double> quantiles);

}  // namespace demandcast
