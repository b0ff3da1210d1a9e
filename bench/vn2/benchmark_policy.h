// The benchmark policy of the VN2 game's organiser: an order-up-to level of four weeks' seasonal sales.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

/// Demand of a series in a week; a week without a row has none.
double vn2_demand(const Panel& panel, std::size_t series, Period week);

/// Mean of in-stock sales in the last 13 weeks up to `origin`; 0 where there is none.
double vn2_recent_mean(const Panel& panel, std::size_t series, Period origin);

/// [series] Sum of four weeks after `origin`: the mean of the last 13 weeks' in-stock sales, each over the factor of
/// its week of the year, times the factors to come. Factor: mean of in-stock sales over products for each date, mean
/// over the dates of an ISO week, over the mean of these; 1 for a week not seen yet. Stock-outs are censored cells.
std::vector<double> vn2_order_up_to(const Panel& panel, Period origin);

}  // namespace demandcast
