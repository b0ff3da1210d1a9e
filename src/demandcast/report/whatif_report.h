// One self-contained HTML page of a scenario beside the plans as they are; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast {

/// Demand of one series over the horizon, without and with the scenario.
struct WhatIfSeries {
  std::string id;
  double base = 0, changed = 0;
  double base_plan = 0, changed_plan = 0;  ///< mean of the first column changed; NaN = not planned
};

/// Money and orders over all series, without and with the scenario; see docs/buying.md for what orders cost.
struct WhatIfMoney {
  double revenue = 0, margin = 0;         ///< of expected demand over the horizon, at the planned prices
  double ordered = 0, expected_cost = 0;  ///< units ordered now, and what these orders are expected to cost
};

struct WhatIfReport {
  std::string library_version, command_line, model, period_word;
  std::vector<std::string> changes;      ///< the scenario, a line for each change
  std::vector<std::string> columns;      ///< changed ones
  std::vector<std::string> warnings;     ///< sentences
  std::vector<std::string> dates;        ///< [step]
  std::vector<double> base, changed;     ///< [step] expected demand of all series
  std::vector<double> low, high;         ///< [step] 80 % interval of changed - base, from paths; empty without
  double total_low = 0, total_high = 0;  ///< 80 % interval of the difference over the horizon; NaN without paths
  std::size_t series_changed = 0, series_count = 0;
  std::vector<WhatIfSeries> series;  ///< the most changed first
  bool has_money = false;
  std::string currency;
  WhatIfMoney base_money, changed_money;
};

/// The whole document, as render_backtest_report makes it.
std::string render_whatif_report(const WhatIfReport& report);

}  // namespace demandcast
