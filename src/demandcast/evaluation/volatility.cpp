// How much forecasts of one date move from cutoff to cutoff, beyond what they gain in accuracy.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

auto key_of(const ForecastTable& forecasts, std::size_t row) {
  return std::tuple(forecasts.series[row], forecasts.period[row], forecasts.cutoff[row]);
}

bool same_date(const ForecastTable& forecasts, std::size_t a, std::size_t b) {
  return forecasts.series[a] == forecasts.series[b] && forecasts.period[a] == forecasts.period[b] &&
         forecasts.cutoff[a] != forecasts.cutoff[b];
}

/// A forecast and the next one of the same series and date.
struct Revision {
  std::size_t before, after;
};

/// By series, period, cutoff; quick where rows are in the order of series already.
void sort_by_key(const ForecastTable& forecasts, std::vector<std::size_t>& rows) {
  const auto before = [&](std::size_t a, std::size_t b) { return key_of(forecasts, a) < key_of(forecasts, b); };
  const auto series_before = [&](std::size_t a, std::size_t b) { return forecasts.series[a] < forecasts.series[b]; };
  if (!std::is_sorted(rows.begin(), rows.end(), series_before)) return std::sort(rows.begin(), rows.end(), before);
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end = std::find_if(begin, rows.end(), [&](std::size_t row) { return series_before(*begin, row); });
    if (!std::is_sorted(begin, end, before)) std::sort(begin, end, before);
    begin = end;
  }
}

std::vector<Revision> find_revisions(const ForecastTable& forecasts, ScoredRows rows) {
  std::vector<std::size_t> sorted(rows.begin(), rows.end());
  sort_by_key(forecasts, sorted);
  std::vector<Revision> revisions;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (same_date(forecasts, sorted[i - 1], sorted[i])) revisions.push_back({sorted[i - 1], sorted[i]});
  }
  return revisions;
}

/// Sum over levels of the revision's loss less the loss that it saved.
double excess(const ScoredTable& table, const Revision& revision) {
  const std::vector<double>& levels = table.forecasts.levels;
  const double y = table.actual[revision.after];
  double sum = 0;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double before = quantile(table, revision.before, i), after = quantile(table, revision.after, i);
    sum += pinball(after, before, levels[i]) - (pinball(y, before, levels[i]) - pinball(y, after, levels[i]));
  }
  return sum;
}

double percentage_change(double before, double after) {
  const double size = std::abs(before) + std::abs(after);
  return size == 0 ? 0.0 : 200 * std::abs(after - before) / size;
}

}  // namespace

void sum_revisions(const ScoredTable& table, ScoredRows rows, MetricSums& sums) {
  const auto median = find_level(table.forecasts.levels, 0.5);
  for (const Revision& revision : find_revisions(table.forecasts, rows)) {
    ++sums.revisions;
    sums.excess += excess(table, revision);
    sums.revised_demand += std::abs(table.actual[revision.after]);
    if (!median) continue;
    sums.change +=
        percentage_change(quantile(table, revision.before, *median), quantile(table, revision.after, *median));
  }
}

void add_volatility(const MetricSums& sums, const Levels& levels, Metrics& metrics) {
  if (sums.revisions == 0 || levels.empty()) return;
  metrics.excess_volatility = ratio(2 * sums.excess / static_cast<double>(levels.size()), sums.revised_demand);
  if (find_level(levels, 0.5)) metrics.sfpc = sums.change / static_cast<double>(sums.revisions);
}

}  // namespace demandcast
