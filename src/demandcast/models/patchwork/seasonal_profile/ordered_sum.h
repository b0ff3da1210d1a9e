// Sums that do not depend on the order of what is added.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace demandcast {

/// `value` to the next multiple of `quantum`, a power of two. Sums of such multiples are exact, in whatever order, up
/// to 2^53 quanta.
inline double rounded_to(double value, double quantum) { return std::nearbyint(value / quantum) * quantum; }

/// A quantum for sums of numbers of about this size: a billionth, so that some millions of them add up exactly.
inline double quantum_of(double size) { return size > 0 ? std::ldexp(1.0, std::ilogb(size) - 30) : 1.0; }

}  // namespace demandcast
