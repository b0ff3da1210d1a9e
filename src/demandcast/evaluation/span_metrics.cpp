// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/span_metrics.h"

#include <fmt/format.h>

#include <limits>
#include <map>

namespace demandcast {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Demand of the periods [first, first + length) of a series; NaN where one is not known.
double span_truth(const std::vector<double>& truth_of_series, Period series_start, Period first, int length) {
  double sum = 0;
  for (Period t = first - series_start; t < first - series_start + length; ++t) {
    if (t < 0 || t >= std::ssize(truth_of_series)) return kUnknown;
    sum += truth_of_series[static_cast<std::size_t>(t)];
  }
  return sum;
}

ScoredTable scored_spans(const ForecastTable& forecasts, const Panel& panel, ScoreMode mode) {
  ScoredTable scored;
  scored.forecasts = forecasts;
  scored.mode = mode;
  const std::size_t rows = forecasts.row_count();
  scored.actual.assign(rows, kUnknown);
  scored.mase_scale.assign(rows, kUnknown);
  scored.rmsse_scale.assign(rows, kUnknown);
  std::map<std::size_t, std::vector<double>> truths;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto series = panel.find(forecasts.ids[static_cast<std::size_t>(forecasts.series[row])]);
    if (!series || forecasts.length[row] == 0) continue;
    auto& of_series = truths[*series];
    if (of_series.empty()) of_series = truth(panel, *series, mode);
    const Period first = forecasts.cutoff[row] + forecasts.lead[row] + 1;
    scored.actual[row] = span_truth(of_series, panel.first_period(*series), first, forecasts.length[row]);
  }
  return scored;
}

}  // namespace

void SpanSums::add(const ForecastTable& forecasts, const Panel& panel, ScoreMode mode) {
  if (forecasts.length.empty()) return;
  models_ = forecasts.models;
  levels_ = forecasts.levels;
  const ScoredTable scored = scored_spans(forecasts, panel, mode);
  std::map<Key, std::vector<std::size_t>> rows_of;
  for (std::size_t model = 0; model < forecasts.models.size(); ++model) {
    for (const std::size_t row : scored_rows(scored, model)) {
      if (forecasts.length[row] > 0) rows_of[{model, forecasts.lead[row], forecasts.length[row]}].push_back(row);
    }
  }
  for (const auto& [key, rows] : rows_of) sums_[key].add(metric_sums(scored, rows));
}

std::vector<GroupMetrics> SpanSums::metrics() const {
  std::vector<GroupMetrics> groups;
  for (const auto& [key, sums] : sums_) {
    groups.push_back(
        {models_[key.model], "span", fmt::format("{}:{}", key.lead, key.length), metrics_of(sums, levels_)});
  }
  return groups;
}

std::vector<GroupMetrics> span_metrics(const ForecastTable& forecasts, const Panel& panel, ScoreMode mode) {
  SpanSums sums;
  sums.add(forecasts, panel, mode);
  return sums.metrics();
}

}  // namespace demandcast
