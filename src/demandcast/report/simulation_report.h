// One self-contained HTML page of a replay of policies, in money; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast {

/// One policy under one model, over all series and periods that count.
struct SimulationRow {
  std::string model, policy;
  double cost = 0, holding = 0, shortage = 0, ordering = 0, waste = 0;
  double fill_rate = 0;                  ///< share of demand met at once
  double mean_held = 0;                  ///< units on hand at the end of a period, mean over series and periods
  double saves = 0, saves_error = 0;     ///< against the reference under the same model, with its standard error
  bool is_reference = false;             ///< "cover"
  std::vector<double> cost_of_period{};  ///< [period]
};

/// A series under the policy that costs least, beside the reference under the same model.
struct SimulationSeries {
  std::string id;
  double cost = 0, reference_cost = 0, holding = 0, shortage = 0, lost = 0, fill_rate = 0, mean_held = 0;
};

/// A series under the policy that costs least, period by period, in units; NaN where it does not count.
struct SimulationCourse {
  std::string id;
  std::vector<double> demand, ordered, held, missed;  ///< [period]
};

struct SimulationReport {
  std::string library_version, command_line, currency, period_word;
  std::vector<std::string> dates;                        ///< [period]
  std::vector<SimulationRow> rows;                       ///< in the order of the run
  std::vector<SimulationSeries> series;                  ///< the dearest first
  std::vector<SimulationCourse> courses{};               ///< of the dearest series, in their order
  std::size_t series_count = 0, counted = 0, drawn = 0;  ///< pairs that count, and those whose demand was drawn
  std::vector<std::string> notes;                        ///< sentences
};

/// The row that costs least; rows must not be empty.
std::size_t cheapest(const SimulationReport& report);

/// The whole document, as render_backtest_report makes it.
std::string render_simulation_report(const SimulationReport& report);

}  // namespace demandcast
