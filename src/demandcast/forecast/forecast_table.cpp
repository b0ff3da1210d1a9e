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

void append_row(ForecastTable& table, const RowKey& key, Period period, double mean,
                std::span<const double> quantiles) {
  table.series.push_back(static_cast<std::int32_t>(key.series));
  table.model.push_back(key.model);
  table.cutoff.push_back(key.cutoff);
  table.period.push_back(period);
  table.mean.push_back(mean);
  table.quantiles.insert(table.quantiles.end(), quantiles.begin(), quantiles.end());
  table.reason.push_back(key.reason);
  if (!table.rules.empty()) table.rule.push_back(key.rule);
}

void append_spans(ForecastTable& table, const RowKey& key, const QuantileForecast& forecast) {
  const std::vector<Span>& spans = forecast.horizon().spans;
  for (std::size_t s = 0; s < spans.size(); ++s) {
    append_row(table, key, key.cutoff + spans[s].lead + 1, forecast.span_mean(key.series, s),
               forecast.span_quantiles(key.series, s));
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
    for (int step = 0; step < forecast.horizon().steps; ++step) {
      append_row(table, key, key.cutoff + step + 1, forecast.mean(i, step), forecast.quantiles(i, step));
    }
    append_spans(table, key, forecast);
  }
  if (table.length.empty()) return;
  table.lead.resize(table.row_count(), 0);
  table.length.resize(table.row_count(), 0);
}

}  // namespace demandcast
