// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/revisions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "demandcast/report/fan_chart.h"

namespace demandcast {
namespace {

constexpr std::size_t kFewest = 3;

bool is_step_of(const ForecastTable& table, std::size_t row, std::size_t series) {
  return static_cast<std::size_t>(table.series[row]) == series && (table.length.empty() || table.length[row] == 0);
}

/// Cutoffs from which each date was forecast.
std::map<Period, std::set<Period>> cutoffs_by_date(const ForecastTable& table, std::size_t series) {
  std::map<Period, std::set<Period>> cutoffs;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (is_step_of(table, row, series)) cutoffs[table.period[row]].insert(table.cutoff[row]);
  }
  return cutoffs;
}

double actual_of(const Panel& panel, std::size_t series, Period date) {
  const Period place = date - panel.first_period(series);
  const auto states = panel.states(series);
  const bool known =
      place >= 0 && place < std::ssize(states) && states[static_cast<std::size_t>(place)] != CellState::kMissing;
  return known ? static_cast<double>(panel.target(series)[static_cast<std::size_t>(place)])
               : std::numeric_limits<double>::quiet_NaN();
}

DateRevisions::OfModel line_of(const ForecastTable& table, std::size_t series, std::size_t model, Period date,
                               const std::vector<Period>& cutoffs) {
  const std::vector<double> none(cutoffs.size(), std::numeric_limits<double>::quiet_NaN());
  DateRevisions::OfModel line{table.models[model], none, none, none};
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!is_step_of(table, row, series) || table.period[row] != date) continue;
    if (static_cast<std::size_t>(table.model[row]) != model) continue;
    const auto at = std::ranges::find(cutoffs, table.cutoff[row]);
    if (at == cutoffs.end()) continue;
    const auto place = static_cast<std::size_t>(at - cutoffs.begin());
    const auto quantiles = table.row_quantiles(row);
    line.low[place] = quantiles.front();
    line.middle[place] = quantiles[middle_level(table.levels)];
    line.high[place] = quantiles.back();
  }
  return line;
}

}  // namespace

DateRevisions revisions_of(const ForecastTable& table, const Panel& panel, std::size_t series,
                           const std::vector<std::size_t>& models) {
  DateRevisions revisions;
  const auto by_date = cutoffs_by_date(table, series);
  auto most = by_date.end();
  for (auto date = by_date.begin(); date != by_date.end(); ++date) {
    if (most == by_date.end() || date->second.size() >= most->second.size()) most = date;
  }
  if (most == by_date.end() || most->second.size() < kFewest || table.levels.empty()) return revisions;
  std::vector<Period> cutoffs(most->second.begin(), most->second.end());
  if (cutoffs.size() > kMostRevisions) cutoffs.erase(cutoffs.begin(), cutoffs.end() - kMostRevisions);
  revisions.date = table.frequency.format(most->first);
  revisions.actual = actual_of(panel, *panel.find(table.ids[series]), most->first);
  for (const Period cutoff : cutoffs) revisions.cutoffs.push_back(table.frequency.format(cutoff));
  for (const std::size_t model : models) {
    revisions.models.push_back(line_of(table, series, model, most->first, cutoffs));
  }
  return revisions;
}

}  // namespace demandcast
