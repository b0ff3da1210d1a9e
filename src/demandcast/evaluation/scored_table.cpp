// Joins forecasts to what came true and to the scales of their series.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/scored_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "demandcast/core/error.h"
#include "demandcast/evaluation/naive_scales.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

template <class T>
std::vector<T> pick(const std::vector<T>& values, const std::vector<std::size_t>& rows) {
  std::vector<T> picked;
  picked.reserve(rows.size());
  for (const std::size_t row : rows) picked.push_back(values[row]);
  return picked;
}

ForecastTable without_spans(ForecastTable table) {
  if (table.length.empty()) return table;
  std::vector<std::size_t> kept;
  std::vector<double> quantiles;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.length[row] != 0) continue;
    kept.push_back(row);
    const auto values = table.row_quantiles(row);
    quantiles.insert(quantiles.end(), values.begin(), values.end());
  }
  table.series = pick(table.series, kept);
  table.model = pick(table.model, kept);
  table.cutoff = pick(table.cutoff, kept);
  table.period = pick(table.period, kept);
  table.mean = pick(table.mean, kept);
  table.reason = pick(table.reason, kept);
  table.quantiles = std::move(quantiles);
  table.lead.clear();
  table.length.clear();
  return table;
}

std::vector<std::vector<std::size_t>> rows_by_series(const ForecastTable& forecasts) {
  std::vector<std::vector<std::size_t>> rows(forecasts.ids.size());
  for (std::size_t row = 0; row < forecasts.row_count(); ++row) {
    rows[static_cast<std::size_t>(forecasts.series[row])].push_back(row);
  }
  return rows;
}

void check_finite(const ForecastTable& forecasts, std::size_t row, const Panel& panel) {
  const auto values = forecasts.row_quantiles(row);
  if (std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) return;
  throw DataError(fmt::format(
      "forecasts of model \"{}\", series \"{}\", {}: every quantile must be a finite number, but one is missing or "
      "infinite; fill it, or leave the row out",
      forecasts.models[static_cast<std::size_t>(forecasts.model[row])],
      forecasts.ids[static_cast<std::size_t>(forecasts.series[row])], panel.frequency().format(forecasts.period[row])));
}

/// Fills the rows of one series that the panel has.
void score_series(ScoredTable& table, const std::vector<std::size_t>& rows, const Panel& panel, std::size_t series,
                  const std::vector<double>& y, const NaiveScales& scales) {
  const Period first = panel.first_period(series), last = panel.last_period(series);
  for (const std::size_t row : rows) {
    const Period period = table.forecasts.period[row];
    const Period cutoff = std::min(table.forecasts.cutoff[row], last);
    if (cutoff >= first) {
      table.mase_scale[row] = scales.mase[static_cast<std::size_t>(cutoff - first)];
      table.rmsse_scale[row] = scales.rmsse[static_cast<std::size_t>(cutoff - first)];
    }
    if (period < first || period > last) {
      ++table.unmatched;
      continue;
    }
    table.actual[row] = y[static_cast<std::size_t>(period - first)];
    if (!std::isnan(table.actual[row])) check_finite(table.forecasts, row, panel);
  }
}

}  // namespace

std::vector<double> truth(const Panel& panel, std::size_t series, ScoreMode mode) {
  const auto target = panel.target(series);
  const auto states = panel.states(series);
  std::vector<double> y(target.begin(), target.end());
  for (std::size_t t = 0; t < y.size(); ++t) {
    const bool hidden = states[t] == CellState::kCensored && mode == ScoreMode::kAvailable;
    if (states[t] == CellState::kMissing || hidden) y[t] = kNone;
  }
  return y;
}

ScoredTable score_against(ForecastTable forecasts, const Panel& panel, int season, ScoreMode mode) {
  if (season < 1) throw ConfigError(fmt::format("season of MASE: at least 1 is wanted, got {}", season));
  ScoredTable table;
  table.forecasts = without_spans(std::move(forecasts));
  table.season = season;
  table.mode = mode;
  const std::size_t count = table.forecasts.row_count();
  table.actual.assign(count, kNone);
  table.mase_scale.assign(count, kNone);
  table.rmsse_scale.assign(count, kNone);
  const auto rows = rows_by_series(table.forecasts);
  for (std::size_t code = 0; code < rows.size(); ++code) {
    if (rows[code].empty()) continue;
    const std::optional<std::size_t> series = panel.find(table.forecasts.ids[code]);
    if (!series) {
      table.unmatched += rows[code].size();
      continue;
    }
    const std::vector<double> y = truth(panel, *series, mode);
    score_series(table, rows[code], panel, *series, y, naive_scales(y, season));
  }
  return table;
}

std::vector<std::size_t> scored_rows(const ScoredTable& table, std::size_t model) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.actual.size(); ++row) {
    if (static_cast<std::size_t>(table.forecasts.model[row]) == model && !std::isnan(table.actual[row]))
      rows.push_back(row);
  }
  return rows;
}

}  // namespace demandcast
