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

/// Only the words of these rows, in the order in which they come.
TableColumn text_column(const std::string& name, const std::vector<std::string>& dictionary,
                        const std::vector<std::int32_t>& codes, const Rows& rows) {
  constexpr std::int32_t kNotMet = -1;
  TextColumn column;
  std::vector<std::int32_t> place(dictionary.size(), kNotMet);
  column.codes.reserve(rows.size());
  for (const std::size_t row : rows) {
    const auto code = static_cast<std::size_t>(codes[row]);
    if (place[code] == kNotMet) {
      place[code] = static_cast<std::int32_t>(column.dictionary.size());
      column.dictionary.push_back(dictionary[code]);
    }
    column.codes.push_back(place[code]);
  }
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
  column.values.reserve(rows.size());
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
  column.codes.reserve(rows.size());
  for (const std::size_t row : rows) column.codes.push_back(static_cast<std::int32_t>(table.reason[row]) - 1);
  out.columns.push_back({"reason", std::move(column)});
}

/// Null where no rule chose the model.
void add_rules(Table& out, const ForecastTable& table, const ForecastLayout& layout, const Rows& rows) {
  if (layout.dialect != ColumnDialect::kPlain || table.rules.empty()) return;
  TextColumn column;
  column.dictionary = table.rules;
  column.codes.reserve(rows.size());
  for (const std::size_t row : rows) column.codes.push_back(table.rule[row]);
  out.columns.push_back({"rule", std::move(column)});
}

bool has_means(const ForecastTable& table) {
  return std::any_of(table.mean.begin(), table.mean.end(), [](double mean) { return !std::isnan(mean); });
}

/// [level] the quantiles of the rows: some rows at a time, so that all levels are read while these are in the cache.
std::vector<NumberColumn> level_values(const ForecastTable& table, RowRange range) {
  constexpr std::size_t kRows = 2048;
  const std::size_t width = table.levels.size();
  std::vector<NumberColumn> columns(width);
  for (NumberColumn& column : columns) column.values.resize(range.size());
  for (std::size_t begin = range.begin; begin < range.end; begin += kRows) {
    const std::size_t end = std::min(begin + kRows, range.end);
    for (std::size_t level = 0; level < width; ++level) {
      const double* quantile = table.quantiles.data() + begin * width + level;
      double* value = columns[level].values.data() + (begin - range.begin);
      for (std::size_t row = begin; row < end; ++row, quantile += width) *value++ = *quantile;
    }
  }
  return columns;
}

Table wide_table(const ForecastTable& table, const ForecastLayout& layout, RowRange range) {
  const std::string model = table.models.empty() ? "forecast" : table.models.front();
  Rows rows(range.size());
  std::iota(rows.begin(), rows.end(), range.begin);
  Table out;
  add_keys(out, table, layout, rows);
  if (has_means(table)) {
    const auto means = std::span(table.mean).subspan(range.begin, range.size());
    out.columns.push_back({mean_column_name(layout.dialect, model), NumberColumn{{means.begin(), means.end()}}});
  }
  std::vector<NumberColumn> quantiles = level_values(table, range);
  for (std::size_t level = 0; level < table.levels.size(); ++level) {
    out.columns.push_back(
        {level_column_name(layout.dialect, model, table.levels, table.levels[level]), std::move(quantiles[level])});
  }
  add_reasons(out, table, layout, rows);
  add_rules(out, table, layout, rows);
  return out;
}

/// One row per quantile; the mean is the row whose quantile is null.
Table tall_table(const ForecastTable& table, const ForecastLayout& layout, RowRange range) {
  Rows rows;
  NumberColumn quantile, value;
  const auto add = [&](std::size_t row, double level, double number) {
    rows.push_back(row);
    quantile.values.push_back(level);
    value.values.push_back(number);
  };
  for (std::size_t row = range.begin; row < range.end; ++row) {
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
  add_rules(out, table, layout, rows);
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

Table to_table(const ForecastTable& table, const ForecastLayout& layout, RowRange range) {
  check_layout(table, layout);
  return layout.tall ? tall_table(table, layout, range) : wide_table(table, layout, range);
}

Table to_table(const ForecastTable& table, const ForecastLayout& layout) {
  return to_table(table, layout, {0, table.row_count()});
}

void write_forecasts(const ForecastTable& table, const ForecastLayout& layout, TableWriter& writer) {
  constexpr std::size_t kRows = 1 << 18;  // of a block: its columns stay small beside a table of millions of rows
  std::size_t begin = 0;
  do {
    const std::size_t end = std::min(begin + kRows, table.row_count());
    writer.add(to_table(table, layout, {begin, end}));
    begin = end;
  } while (begin < table.row_count());
}

}  // namespace demandcast
