// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/share_bands.h"

#include <algorithm>

#include "demandcast/evaluation/distinct_places.h"

namespace demandcast {
namespace {

std::vector<std::int32_t> distinct_series(const ForecastTable& forecasts, ScoredRows rows) {
  std::vector<std::int32_t> series;
  for (const std::size_t row : rows) {
    if (series.empty() || series.back() != forecasts.series[row]) series.push_back(forecasts.series[row]);
  }
  std::ranges::sort(series);
  series.erase(std::ranges::unique(series).begin(), series.end());
  return series;
}

}  // namespace

void ClusterCounts::add(std::size_t cluster, std::span<const double> has) {
  ShareSums::Counts& counts = counts_[cluster];
  ++counts[0];
  for (std::size_t i = 0; i < has.size(); ++i) counts[i + 1] += static_cast<std::int64_t>(has[i]);
}

ShareBands::ShareBands(const ScoredTable& table, ScoredRows rows, std::size_t width)
    : table_(table),
      cutoffs_(distinct<Period>(rows, [&](std::size_t row) { return table.forecasts.cutoff[row]; })),
      dates_(distinct<Period>(rows, [&](std::size_t row) { return table.forecasts.period[row]; })),
      steps_(distinct<Period>(
          rows, [&](std::size_t row) { return table.forecasts.period[row] - table.forecasts.cutoff[row]; })),
      series_(distinct_series(table.forecasts, rows)),
      by_series_(series_.size(), width),
      by_cutoff_(cutoffs_.size(), width),
      by_date_(dates_.size(), width),
      by_cell_(cutoffs_.size() * steps_.size(), width) {}

void ShareBands::add(std::size_t row, std::span<const double> has) {
  const Period origin = table_.forecasts.cutoff[row], period = table_.forecasts.period[row];
  const std::size_t cutoff = place_of(cutoffs_, origin);
  by_series_.add(place_of(series_, table_.forecasts.series[row]), has);
  by_cutoff_.add(cutoff, has);
  by_date_.add(place_of(dates_, period), has);
  by_cell_.add(cutoff * steps_.size() + place_of(steps_, period - origin), has);
}

ShareSums ShareBands::sums() const {
  ShareSums sums;
  for (std::size_t i = 0; i < by_series_.size(); ++i) sums.add_series(by_series_.of(i));
  for (std::size_t i = 0; i < cutoffs_.size(); ++i) sums.by_cutoff[cutoffs_[i]] = by_cutoff_.of(i);
  for (std::size_t i = 0; i < dates_.size(); ++i) sums.by_date[dates_[i]] = by_date_.of(i);
  for (std::size_t i = 0; i < by_cell_.size(); ++i) {
    const ShareSums::Counts& counts = by_cell_.of(i);
    const Period cutoff = cutoffs_[i / steps_.size()];
    if (counts[0] > 0) sums.by_cell[{cutoff, cutoff + steps_[i % steps_.size()]}] = counts;
  }
  return sums;
}

}  // namespace demandcast
