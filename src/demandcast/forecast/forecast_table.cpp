// Gathers forecasts as rows.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/forecast_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

void adopt_axes(ForecastTable& table, const std::vector<double>& levels, const std::vector<std::string>& ids) {
  if (table.row_count() == 0) {
    table.levels = levels;
    table.ids = ids;
  }
  if (table.levels != levels) {
    throw ConfigError("forecasts of different levels do not fit one table; ask every model for the same levels");
  }
  if (table.ids != ids) {
    throw ConfigError("forecasts of different series do not fit one table; forecast the same panel with every model");
  }
}

std::int32_t code_of(std::vector<std::string>& dictionary, const std::string& word) {
  const auto at = std::find(dictionary.begin(), dictionary.end(), word);
  const auto code = static_cast<std::int32_t>(at - dictionary.begin());
  if (at == dictionary.end()) dictionary.push_back(word);
  return code;
}

/// What rows of one series share.
struct RowKey {
  std::size_t series;
  std::int32_t model;
  Period cutoff;
  FallbackReason reason;
  std::int32_t rule;
};

void make_room(ForecastTable& table, std::size_t more) {
  const std::size_t rows = table.row_count() + more;
  if (rows <= table.series.capacity()) return;
  const std::size_t room = std::max(rows, 2 * table.row_count());  // so that many small additions stay cheap
  table.series.reserve(room);
  table.model.reserve(room);
  table.cutoff.reserve(room);
  table.period.reserve(room);
  table.mean.reserve(room);
  table.quantiles.reserve(room * table.levels.size());
  table.reason.reserve(room);
}

/// Rows of one key, one after another: means [row], quantiles [row, level].
void append_rows(ForecastTable& table, const RowKey& key, std::span<const double> means,
                 std::span<const double> quantiles) {
  const std::size_t rows = means.size();
  table.series.insert(table.series.end(), rows, static_cast<std::int32_t>(key.series));
  table.model.insert(table.model.end(), rows, key.model);
  table.cutoff.insert(table.cutoff.end(), rows, key.cutoff);
  table.mean.insert(table.mean.end(), means.begin(), means.end());
  table.quantiles.insert(table.quantiles.end(), quantiles.begin(), quantiles.end());
  table.reason.insert(table.reason.end(), rows, key.reason);
  if (!table.rules.empty()) table.rule.insert(table.rule.end(), rows, key.rule);
}

void append_steps(ForecastTable& table, const RowKey& key, const QuantileForecast& forecast) {
  append_rows(table, key, forecast.step_means(key.series), forecast.step_quantiles(key.series));
  for (int step = 0; step < forecast.horizon().steps; ++step) table.period.push_back(key.cutoff + step + 1);
}

void append_spans(ForecastTable& table, const RowKey& key, const QuantileForecast& forecast) {
  const std::vector<Span>& spans = forecast.horizon().spans;
  for (std::size_t s = 0; s < spans.size(); ++s) {
    const double mean = forecast.span_mean(key.series, s);
    append_rows(table, key, {&mean, 1}, forecast.span_quantiles(key.series, s));
    table.period.push_back(key.cutoff + spans[s].lead + 1);
    table.lead.resize(table.row_count() - 1, 0);
    table.length.resize(table.row_count() - 1, 0);
    table.lead.push_back(spans[s].lead);
    table.length.push_back(spans[s].length);
  }
}

/// [rule of the forecast] its code in the table, which gets room for rules once there are some.
std::vector<std::int32_t> codes_of_rules(ForecastTable& table, const QuantileForecast& forecast) {
  std::vector<std::int32_t> codes;
  for (const std::string& rule : forecast.rules()) codes.push_back(code_of(table.rules, rule));
  if (!codes.empty()) table.rule.resize(table.row_count(), -1);
  return codes;
}

}  // namespace

std::span<const double> ForecastTable::row_quantiles(std::size_t row) const {
  return std::span(quantiles).subspan(row * levels.size(), levels.size());
}

void append_forecast(ForecastTable& table, const QuantileForecast& forecast, const std::vector<std::string>& ids,
                     const std::string& model) {
  if (ids.size() != forecast.series_count()) {
    throw ConfigError(
        fmt::format("{} ids were given for forecasts of {} series; give the ids of the panel that was "
                    "forecast",
                    ids.size(), forecast.series_count()));
  }
  adopt_axes(table, forecast.horizon().levels, ids);
  const std::int32_t code = code_of(table.models, model);
  const std::vector<std::int32_t> rules = codes_of_rules(table, forecast);
  const Horizon& horizon = forecast.horizon();
  make_room(table, forecast.series_count() * (static_cast<std::size_t>(horizon.steps) + horizon.spans.size()));
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    const RowKey key{i, code, forecast.origin(i), forecast.reason(i),
                     forecast.rule(i) < 0 ? -1 : rules[static_cast<std::size_t>(forecast.rule(i))]};
    append_steps(table, key, forecast);
    append_spans(table, key, forecast);
  }
  if (table.length.empty()) return;
  table.lead.resize(table.row_count(), 0);
  table.length.resize(table.row_count(), 0);
}

}  // namespace demandcast
