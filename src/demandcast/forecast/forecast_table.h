// Forecasts as rows: what files hold and metrics read.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/table.h"
#include "demandcast/forecast/quantile_forecast.h"

namespace demandcast {

/// Rows of (model, series, cutoff, period): columnar, dictionary coded. `cutoff` is the origin.
struct ForecastTable {
  Frequency frequency;
  std::vector<double> levels;               ///< [level], increasing
  std::vector<std::string> ids;             ///< dictionary of `series`
  std::vector<std::string> models;          ///< dictionary of `model`
  std::vector<std::int32_t> series, model;  ///< [row]
  std::vector<Period> cutoff, period;       ///< [row]; a span's period is its first
  std::vector<double> mean;                 ///< [row]; NaN = not given
  std::vector<double> quantiles;            ///< [row, level]
  std::vector<FallbackReason> reason;       ///< [row]
  std::vector<std::string> rules;           ///< dictionary of `rule`
  std::vector<std::int32_t> rule;           ///< [row] the rule that chose the model, -1 = none; or empty without rules
  std::vector<std::int32_t> lead, length;   ///< [row], or empty when no row is a span; length 0 = not a span

  std::size_t row_count() const { return series.size(); }
  std::span<const double> row_quantiles(std::size_t row) const;  ///< [level]
};

/// Appends all rows of `forecast` (and its spans) of `model` to `table`, whose ids are those of the panel (set on first
/// use).
void append_forecast(ForecastTable& table, const QuantileForecast& forecast, const std::vector<std::string>& ids,
                     const std::string& model);

/// How forecasts are spelled in files.
enum class ColumnDialect { kPlain, kNixtla, kAmazon };

struct ForecastLayout {
  ColumnDialect dialect = ColumnDialect::kPlain;
  bool tall = false;  ///< unique_id, ds, model, quantile, value
  bool with_cutoff = false;
  bool with_model = false;
  std::string id = "unique_id", time = "ds";
};

/// The file form of `table`. Plain and tall files end with the column `reason`, null where the model itself forecast,
/// and `rule` where rules chose the model of some row; Nixtla's and Amazon's have no such columns, and their readers
/// would take them for models. Throws ConfigError where the
/// dialect cannot say a level (Amazon: whole percent; Nixtla: levels that make no central interval).
Table to_table(const ForecastTable& table, const ForecastLayout& layout);

/// Rows [begin, end).
struct RowRange {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
};

/// The file form of some rows of `table`, of the columns that all of it has.
Table to_table(const ForecastTable& table, const ForecastLayout& layout, RowRange range);

/// Adds all rows to `writer`, block by block, so that their file form is never whole in memory.
void write_forecasts(const ForecastTable& table, const ForecastLayout& layout, TableWriter& writer);

/// Reads anybody's quantile forecasts back: plain ("0.1"), "q0.1", Nixtla ("M-lo-80", "M-median", "M_ql0.1", "M-q-10"),
/// Amazon
/// ("p10"), AutoGluon ("item_id", "timestamp"), Darts ("y_q0.100"), tall. `cutoff` defaults to the period before each
/// series' first row; `model` to the prefix or "forecast". Throws DataError naming what is missing.
ForecastTable from_table(const Table& table, const Frequency& frequency, const std::string& id = "unique_id",
                         const std::string& time = "ds");

}  // namespace demandcast
