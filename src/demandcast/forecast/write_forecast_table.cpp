// Forecast rows as the columns of a file.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/forecast/level_column.h"

namespace demandcast {
namespace {

using Rows = std::vector<std::size_t>;  ///< row of the forecast table, per row of the file

TableColumn text_column(const std::string& name, const std::vector<std::string>& dictionary,
                        const std::vector<std::int32_t>& codes, const Rows& rows) {
  TextColumn column{dictionary, {}};
  column.codes.reserve(rows.size());
  for (const std::size_t row : rows) column.codes.push_back(codes[row]);
  return {name, std::move(column)};
}

TableColumn period_column(const std::string& name, const Frequency& frequency, const std::vector<Period>& periods,
                          const Rows& rows) {
  std::vector<Timestamp> times;
  times.reserve(rows.size());
  for (const std::size_t row : rows) times.push_back(frequency.timestamp_of(periods[row]));
  if (frequency.unit() == FrequencyUnit::kInteger) return {name, IntegerColumn{std::move(times)}};
  return {name, TimeColumn{std::move(times)}};
}

/// Lead or length; null where the row is no span.
TableColumn span_column(const std::string& name, const ForecastTable& table, const std::vector<std::int32_t>& values,
                        const Rows& rows) {
  IntegerColumn column;
  for (const std::size_t row : rows) {
    column.values.push_back(table.length[row] > 0 ? values[row] : IntegerColumn::kNoInteger);
  }
  return {name, std::move(column)};
}

void add_keys(Table& out, const ForecastTable& table, const ForecastLayout& layout, const Rows& rows) {
  out.columns.push_back(text_column(layout.id, table.ids, table.series, rows));
  out.columns.push_back(period_column(layout.time, table.frequency, table.period, rows));
  if (layout.with_cutoff) out.columns.push_back(period_column("cutoff", table.frequency, table.cutoff, rows));
  if (layout.with_model) out.columns.push_back(text_column("model", table.models, table.model, rows));
  if (table.length.empty()) return;
  out.columns.push_back(span_column("lead", table, table.lead, rows));
  out.columns.push_back(span_column("length", table, table.length, rows));
}

/// Null where the model itself forecast.
void add_reasons(Table& out, const ForecastTable& table, const ForecastLayout& layout, const Rows& rows) {
  if (layout.dialect != ColumnDialect::kPlain) return;
  TextColumn column;
  for (int code = 1; code <= static_cast<int>(FallbackReason::kDegenerate); ++code) {
    column.dictionary.emplace_back(reason_code(static_cast<FallbackReason>(code)));
  }
  for (const std::size_t row : rows) column.codes.push_back(static_cast<std::int32_t>(table.reason[row]) - 1);
  out.columns.push_back({"reason", std::move(column)});
}

bool has_means(const ForecastTable& table) {
  return std::any_of(table.mean.begin(), table.mean.end(), [](double mean) { return !std::isnan(mean); });
}

Table wide_table(const ForecastTable& table, const ForecastLayout& layout) {
  const std::string model = table.models.empty() ? "forecast" : table.models.front();
  Rows rows(table.row_count());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  Table out;
  add_keys(out, table, layout, rows);
  if (has_means(table)) out.columns.push_back({mean_column_name(layout.dialect, model), NumberColumn{table.mean}});
  for (std::size_t level = 0; level < table.levels.size(); ++level) {
    NumberColumn column;
    for (const std::size_t row : rows) column.values.push_back(table.row_quantiles(row)[level]);
    out.columns.push_back(
        {level_column_name(layout.dialect, model, table.levels, table.levels[level]), std::move(column)});
  }
  add_reasons(out, table, layout, rows);
  return out;
}

/// One row per quantile; the mean is the row whose quantile is null.
Table tall_table(const ForecastTable& table, const ForecastLayout& layout) {
  Rows rows;
  NumberColumn quantile, value;
  const auto add = [&](std::size_t row, double level, double number) {
    rows.push_back(row);
    quantile.values.push_back(level);
    value.values.push_back(number);
  };
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!std::isnan(table.mean[row])) add(row, std::numeric_limits<double>::quiet_NaN(), table.mean[row]);
    for (std::size_t level = 0; level < table.levels.size(); ++level) {
      add(row, table.levels[level], table.row_quantiles(row)[level]);
    }
  }
  Table out;
  add_keys(out, table, layout, rows);
  out.columns.push_back({"quantile", std::move(quantile)});
  out.columns.push_back({"value", std::move(value)});
  add_reasons(out, table, layout, rows);
  return out;
}

void check_layout(const ForecastTable& table, const ForecastLayout& layout) {
  if (layout.tall && layout.dialect != ColumnDialect::kPlain) {
    throw ConfigError("tall files name no quantile columns, so they have no Nixtla or Amazon form; ask for one only");
  }
  if (table.models.size() < 2) return;
  if (layout.dialect == ColumnDialect::kNixtla) {
    throw ConfigError(
        fmt::format("Nixtla columns carry the name of one model, but there are {}; write one file per "
                    "model, or ask for the plain columns",
                    table.models.size()));
  }
  if (!layout.with_model) {
    throw ConfigError(fmt::format("forecasts of {} models need the column \"model\" to be told apart; ask for it",
                                  table.models.size()));
  }
}

}  // namespace

Table to_table(const ForecastTable& table, const ForecastLayout& layout) {
  check_layout(table, layout);
  return layout.tall ? tall_table(table, layout) : wide_table(table, layout);
}

}  // namespace demandcast
