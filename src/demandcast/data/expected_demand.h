// What demand was, on average, in periods that sold out: the history that models learn from.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// The history of `view` from its first period to its origin, in units of demand; NaN where nothing is known. Observed
/// cells are as they are. Leaving out those that sold out would leave out the periods of high demand, and taking their
/// sales for demand would be as far off; so a censored cell with sales y and a known fraction a on sale holds
///
///   a > 0          y + (1 - a) (s + y) / (s / m + a)      the mean of a Poisson demand whose rate is gamma distributed
///                                                         around m, given y, however the sale ended
///   a = 0, y = 0   NaN: nothing could be bought, so nothing is known
///   a = 0, y > 0, or a not told      m times the median of e given e >= y / m, e the errors y / m of the history
///                                    (censored_medians.h): too much where stock follows demand more closely than m
///                                    does
///
/// with m the sales over the fractions of the other periods around, each weighing 0.85 of the one a period nearer, and
/// s one unit (the smallest sale, where that is below 1). The total demand of a history is kept, the spread
/// around it is not: such cells hold the middle of what may have been. Nothing after the origin is read. O(length log
/// length).
std::vector<double> expected_history(const SeriesView& view);

}  // namespace demandcast
