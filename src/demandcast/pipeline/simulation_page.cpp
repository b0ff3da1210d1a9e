// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/simulation_page.h"

#include <algorithm>

#include "demandcast/core/version.h"

namespace demandcast {
namespace {

SimulationRow row_of(const PolicyResult& result) {
  SimulationRow row;
  row.model = result.model;
  row.policy = result.policy;
  row.cost = result.money.cost();
  row.holding = result.money.holding;
  row.shortage = result.money.shortage;
  row.ordering = result.money.ordering;
  row.waste = result.money.waste;
  row.fill_rate = result.totals.fill_rate();
  row.mean_held = result.totals.mean_held();
  row.saves = result.saves;
  row.saves_error = result.saves_error;
  row.is_reference = result.policy == "cover";
  for (const SimulatedMoney& money : result.period_money) row.cost_of_period.push_back(money.cost());
  return row;
}

/// Of the series that were replayed, under `best` and under cover with the same forecasts, the dearest first.
std::vector<SimulationSeries> series_of(const SimulateResult& result, const PolicyResult& best) {
  const auto cover = std::ranges::find_if(
      result.results, [&](const PolicyResult& one) { return one.model == best.model && one.policy == "cover"; });
  std::vector<SimulationSeries> all;
  for (std::size_t i = 0; i < result.ids.size(); ++i) {
    const SimulatedTotals& totals = best.series[i];
    if (totals.periods == 0) continue;
    const SimulatedMoney& money = best.series_money[i];
    all.push_back({result.ids[i], money.cost(), cover->series_money[i].cost(), money.holding, money.shortage,
                   totals.sum.lost, totals.fill_rate(), totals.mean_held()});
  }
  std::ranges::stable_sort(all, {}, [](const SimulationSeries& one) { return -one.cost; });
  return all;
}

}  // namespace

SimulationReport simulation_report(const SimulateResult& result, const std::string& command_line) {
  SimulationReport report;
  report.library_version = kVersion;
  report.command_line = command_line;
  report.currency = result.currency;
  report.period_word = result.frequency.period_word();
  for (const Period period : result.periods) report.dates.push_back(result.frequency.format(period));
  for (const PolicyResult& one : result.results) report.rows.push_back(row_of(one));
  report.series = series_of(result, result.results[cheapest(report)]);
  for (const SeriesCourse& course : result.courses) {
    report.courses.push_back({result.ids[course.series], course.demand, course.ordered, course.held, course.missed});
  }
  report.series_count = result.ids.size();
  report.counted = result.counted;
  report.drawn = result.drawn_censored + result.drawn_missing;
  report.notes = result.notes;
  return report;
}

}  // namespace demandcast
