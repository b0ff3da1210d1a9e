// The price without its promotions.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace demandcast {

/// [time] the running regular price: the upper quartile of the prices of the last `window` periods up to and with each,
/// so that promotions lie below it and a lasting change becomes regular after a while. NaN = not given; where the
/// window has no price, the one before holds, and NaN before the first. O(time * window).
std::vector<double> regular_prices(std::span<const double> prices, std::size_t window);

}  // namespace demandcast
