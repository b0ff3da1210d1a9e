// One self-contained HTML page of how a policy learnt to order, and what it does; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast {

/// Orders of one series by the stock on hand.
struct PolicyReportOrders {
  std::string id, date;
  double mean_demand = 0;                                    ///< over lead time and review period
  std::vector<double> on_hand, learned, myopic, base_stock;  ///< [point]
};

/// What a series cost over the periods that validated.
struct PolicyReportSeries {
  std::string id;
  double myopic = 0, learned = 0;
};

struct PolicyReport {
  std::string library_version, command_line;
  std::string model;  ///< whose forecasts it orders from
  std::string first, validated_from, last;
  std::string currency, period_word;
  std::size_t trained_series = 0;
  std::vector<int> steps;                     ///< [look]
  std::vector<double> training, validation;   ///< [look] cost a series and period
  double myopic_cost = 0, learned_cost = 0;   ///< a series and period of the validation
  std::vector<PolicyReportOrders> orders;     ///< small, middling, large
  std::vector<double> certainty, correction;  ///< [bin]
  std::vector<PolicyReportSeries> series;     ///< all that were validated
  std::vector<std::string> notes;             ///< sentences
};

/// The whole document, as render_backtest_report makes it.
std::string render_policy_report(const PolicyReport& report);

}  // namespace demandcast
