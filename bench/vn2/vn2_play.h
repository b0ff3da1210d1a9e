// Eight weeks of the VN2 game.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "bench/vn2/vn2_orderers.h"

namespace demandcast {

/// [series] Stock at the start of a window of the history: with b the ceiling of the mean of the last 13 weeks'
/// in-stock sales, on hand 2 b, arriving in weeks 1 and 2: b each.
std::vector<StockState> vn2_usual_start(const Panel& panel, Period first);

/// [series] Stock from a table of unique_id, on_hand, arrives_week_1, arrives_week_2. Throws DataError that names what
/// is missing: a column, or a series of the panel.
std::vector<StockState> vn2_start_from(const std::string& path, const Panel& panel);

/// The cost of weeks 3 to 8 of the window whose first week is `first`: six orders, at the end of weeks 0 to 5, each
/// from what is known then; it arrives at the start of the third week after.
double vn2_cost(const Panel& panel, Period first, std::vector<StockState> stock, Vn2Orderer& orderer);

}  // namespace demandcast
