// The sections of a backtest report, in the order in which the page has them. Each gives HTML.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "demandcast/report/report_data.h"

namespace demandcast {

std::string heading_section(const BacktestReport& report);  ///< title, data, the answer in words, warnings
std::string leaderboard_section(const BacktestReport& report);
std::string reading_section();
std::string value_added_section(const BacktestReport& report);
std::string rules_section(const BacktestReport& report);  ///< empty without expert routers
std::string horizon_section(const BacktestReport& report);
std::string cutoff_section(const BacktestReport& report);
std::string reliability_section(const BacktestReport& report);
std::string sums_section(const BacktestReport& report);  ///< spans and totals; empty without them
std::string segment_section(const BacktestReport& report);
std::string series_section(const BacktestReport& report);
std::string definitions_section(const BacktestReport& report);
/// The style of the page: light, dark, narrow, print.
std::string_view style_sheet();

}  // namespace demandcast
