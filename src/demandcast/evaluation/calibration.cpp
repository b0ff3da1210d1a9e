// How often truth falls below each quantile, plainly and with ties split at random.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "demandcast/core/random.h"
#include "demandcast/evaluation/metric_parts.h"
#include "demandcast/evaluation/share_bands.h"

namespace demandcast {
namespace {

constexpr std::uint64_t kPitSeed = 42;

/// One uniform number per (series, cutoff, period): the same for every model and in any order of rows.
double uniform_of(const ForecastTable& forecasts, std::size_t row) {
  const std::uint64_t id = stream_key(forecasts.ids[static_cast<std::size_t>(forecasts.series[row])]);
  const auto cutoff = static_cast<std::uint64_t>(forecasts.cutoff[row]);
  const auto period = static_cast<std::uint64_t>(forecasts.period[row]);
  return RandomStream(kPitSeed, id + cutoff * 0x9E3779B97F4A7C15 + period * 0xC2B2AE3D27D4EB4F).uniform();
}

/// Adds one to each level above the row's randomised PIT. Levels whose quantile is above y count, those below do not.
/// Where quantiles equal y, the PIT is uniform over the probability of y: from half-way to the level before the tie to
/// half-way to the level after it, because the grid of levels knows no better; nothing lies below zero demand.
template <class Uniform>
void count_randomised(const std::vector<double>& levels, const double* quantiles, double y, const Uniform& uniform,
                      std::vector<double>& below) {
  std::size_t first = 0;
  while (first < levels.size() && quantiles[first] < y) ++first;
  std::size_t after = first;
  while (after < levels.size() && quantiles[after] == y) ++after;
  for (std::size_t i = after; i < levels.size(); ++i) below[i] += quantiles[i] > y ? 1 : 0;
  if (after == first) return;
  const double before_tie = first == 0 ? 0.0 : levels[first - 1];
  const double after_tie = after == levels.size() ? 1.0 : levels[after];
  const double low = y <= 0 ? 0.0 : (before_tie + levels[first]) / 2;
  const double high = (levels[after - 1] + after_tie) / 2;
  const double pit = low + uniform() * (high - low);
  for (std::size_t i = first; i < after; ++i) below[i] += pit < levels[i] ? 1 : 0;
}

void sum_central_interval(const ScoredTable& table, ScoredRows rows, MetricSums& sums) {
  const auto low = find_level(table.forecasts.levels, 0.1), high = find_level(table.forecasts.levels, 0.9);
  if (!low || !high) return;
  for (const std::size_t row : rows) {
    const double y = table.actual[row], bottom = quantile(table, row, *low), top = quantile(table, row, *high);
    sums.inside += bottom <= y && y <= top ? 1 : 0;
    sums.width += top - bottom;
  }
}

void add_bands(const ShareSums& shares, std::size_t levels, Metrics& metrics) {
  for (std::vector<double>* values : {&metrics.below_pit, &metrics.below_pit_low, &metrics.below_pit_high})
    values->clear();
  for (std::size_t i = 0; i < levels; ++i) {
    const ShareBand band = shares.band(i);
    metrics.below_pit.push_back(shares.share(i));
    metrics.below_pit_low.push_back(band.low);
    metrics.below_pit_high.push_back(band.high);
  }
}

}  // namespace

void sum_calibration(const ScoredTable& table, ScoredRows rows, MetricSums& sums) {
  sum_central_interval(table, rows, sums);
  const std::vector<double>& levels = table.forecasts.levels;
  const auto low = find_level(levels, 0.1), high = find_level(levels, 0.9);
  sums.below.assign(levels.size(), 0.0);
  ShareBands bands(table, rows, levels.size() + 1);
  std::vector<double> has(levels.size() + 1);  // below each level; last, within the 80 % interval
  for (const std::size_t row : rows) {
    const double y = table.actual[row];
    const double* quantiles = table.forecasts.quantiles.data() + row * levels.size();
    for (std::size_t i = 0; i < levels.size(); ++i) sums.below[i] += y <= quantiles[i] ? 1 : 0;
    std::fill(has.begin(), has.end(), 0.0);
    count_randomised(levels, quantiles, y, [&] { return uniform_of(table.forecasts, row); }, has);
    if (low && high) has.back() = has[*high] - has[*low];
    bands.add(row, has);
  }
  sums.shares = bands.sums();
}

void add_calibration(const MetricSums& sums, const Levels& levels, Metrics& metrics) {
  const auto low = find_level(levels, 0.1), high = find_level(levels, 0.9);
  const auto rows = static_cast<double>(sums.rows);
  for (std::size_t i = 0; i < levels.size(); ++i) metrics.below[i] = sums.below[i] / rows;
  add_bands(sums.shares, levels.size(), metrics);
  if (!low || !high) return;
  metrics.coverage80 = sums.inside / rows;
  metrics.width80 = ratio(sums.width, sums.demand);
  const ShareBand band = sums.shares.band(levels.size());
  metrics.coverage80_pit = metrics.below_pit[*high] - metrics.below_pit[*low];
  metrics.coverage80_pit_se = band.error;
  metrics.coverage80_pit_low = band.low;
  metrics.coverage80_pit_high = band.high;
}

}  // namespace demandcast
