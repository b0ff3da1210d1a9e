// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/forecast_revisions.h"

#include <algorithm>
#include <tuple>

namespace demandcast {
namespace {

auto key_of(const ForecastTable& forecasts, std::size_t row) {
  return std::tuple(forecasts.series[row], forecasts.period[row], forecasts.cutoff[row]);
}

bool same_date(const ForecastTable& forecasts, std::size_t a, std::size_t b) {
  return forecasts.series[a] == forecasts.series[b] && forecasts.period[a] == forecasts.period[b] &&
         forecasts.cutoff[a] != forecasts.cutoff[b];
}

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

}  // namespace

std::vector<Revision> find_revisions(const ForecastTable& forecasts, ScoredRows rows) {
  std::vector<std::size_t> sorted(rows.begin(), rows.end());
  sort_by_key(forecasts, sorted);
  std::vector<Revision> revisions;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (same_date(forecasts, sorted[i - 1], sorted[i])) revisions.push_back({sorted[i - 1], sorted[i]});
  }
  return revisions;
}

}  // namespace demandcast
