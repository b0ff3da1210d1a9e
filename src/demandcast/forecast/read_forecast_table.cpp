// Anybody's columns of quantiles as forecast rows.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "demandcast/core/error.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/forecast/level_column.h"

namespace demandcast {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

const TableColumn& required(const Table& table, const std::string& name, std::string_view other) {
  if (const TableColumn* column = table.find(name)) return *column;
  if (const TableColumn* column = table.find(other)) return *column;
  throw DataError(
      fmt::format("the forecasts have no column \"{}\"; there are: {}", name, fmt::join(table.column_names(), ", ")));
}

[[noreturn]] void complain(const TableColumn& column, std::size_t row, std::string_view wanted) {
  throw DataError(fmt::format("column \"{}\" of the forecasts, row {}: wanted {}", column.name, row + 1, wanted));
}

std::string text_at(const TableColumn& column, std::size_t row) {
  if (const auto* text = std::get_if<TextColumn>(&column.values)) {
    return text->codes[row] < 0 ? "" : text->dictionary[static_cast<std::size_t>(text->codes[row])];
  }
  if (const auto* integer = std::get_if<IntegerColumn>(&column.values)) {
    if (integer->values[row] != IntegerColumn::kNoInteger) return fmt::format("{}", integer->values[row]);
  }
  return "";
}

double number_at(const TableColumn& column, std::size_t row) {
  if (const auto* number = std::get_if<NumberColumn>(&column.values)) return number->values[row];
  if (const auto* integer = std::get_if<IntegerColumn>(&column.values)) {
    const std::int64_t value = integer->values[row];
    return value == IntegerColumn::kNoInteger ? kNotGiven : static_cast<double>(value);
  }
  if (!text_at(column, row).empty()) complain(column, row, "a number");
  return kNotGiven;
}

std::optional<Timestamp> time_at(const TableColumn& column, std::size_t row) {
  if (const auto* time = std::get_if<TimeColumn>(&column.values)) {
    return time->times[row] == TimeColumn::kNoTime ? std::nullopt : std::optional(time->times[row]);
  }
  if (const auto* integer = std::get_if<IntegerColumn>(&column.values)) {
    return integer->values[row] == IntegerColumn::kNoInteger ? std::nullopt : std::optional(integer->values[row]);
  }
  return parse_timestamp(text_at(column, row));
}

std::vector<Period> periods_of(const TableColumn& column, const Frequency& frequency) {
  std::vector<Period> periods;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto time = time_at(column, row);
    const auto period = time ? frequency.period_at(*time) : std::nullopt;
    if (!period) complain(column, row, "a date of the calendar " + frequency.name());
    periods.push_back(*period);
  }
  return periods;
}

/// Words in the order of their first row, and the word of each row; -1 = null, where that may be.
struct Dictionary {
  std::vector<std::string> words;
  std::vector<std::int32_t> codes;
};

constexpr bool kMayBeNull = true;

Dictionary dictionary_of(const TableColumn& column, bool may_be_null = false) {
  Dictionary result;
  std::unordered_map<std::string, std::int32_t> known;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const std::string word = text_at(column, row);
    if (word.empty() && may_be_null) {
      result.codes.push_back(-1);
      continue;
    }
    if (word.empty()) complain(column, row, "a name");
    const auto [at, is_new] = known.emplace(word, static_cast<std::int32_t>(result.words.size()));
    if (is_new) result.words.push_back(word);
    result.codes.push_back(at->second);
  }
  return result;
}

FallbackReason reason_at(const TableColumn& column, std::size_t row) {
  const std::string text = text_at(column, row);
  for (int code = 0; code <= static_cast<int>(FallbackReason::kDegenerate); ++code) {
    const auto reason = static_cast<FallbackReason>(code);
    if (reason_code(reason) == text) return reason;
  }
  complain(column, row, "no_history, too_short, all_zero, degenerate or nothing");
}

std::vector<std::int32_t> span_part(const TableColumn& column) {
  std::vector<std::int32_t> values;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const double value = number_at(column, row);
    values.push_back(std::isnan(value) ? 0 : static_cast<std::int32_t>(value));
  }
  return values;
}

/// Where no cutoff is given: the period before each series' first row.
std::vector<Period> default_cutoffs(const ForecastTable& table) {
  std::vector<Period> first(table.ids.size(), std::numeric_limits<Period>::max());
  const auto start = [&](std::size_t row) { return table.period[row] - (table.lead.empty() ? 0 : table.lead[row]); };
  const auto series = [&](std::size_t row) { return static_cast<std::size_t>(table.series[row]); };
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    Period& earliest = first[series(row)];
    earliest = std::min(earliest, start(row));
  }
  std::vector<Period> cutoffs;
  for (std::size_t row = 0; row < table.row_count(); ++row) cutoffs.push_back(first[series(row)] - 1);
  return cutoffs;
}

/// Everything of a row but its numbers and, without a column of that name, its model.
ForecastTable read_keys(const Table& table, const Frequency& frequency, const std::string& id,
                        const std::string& time) {
  ForecastTable keys;
  keys.frequency = frequency;
  Dictionary series = dictionary_of(required(table, id, "item_id"));
  keys.ids = std::move(series.words);
  keys.series = std::move(series.codes);
  keys.period = periods_of(required(table, time, "timestamp"), frequency);
  if (const TableColumn* column = table.find("model")) {
    Dictionary model = dictionary_of(*column);
    keys.models = std::move(model.words);
    keys.model = std::move(model.codes);
  }
  const TableColumn* lead = table.find("lead");
  const TableColumn* length = table.find("length");
  if (lead && length) {
    keys.lead = span_part(*lead);
    keys.length = span_part(*length);
  }
  const TableColumn* cutoff = table.find("cutoff");
  keys.cutoff = cutoff ? periods_of(*cutoff, frequency) : default_cutoffs(keys);
  const TableColumn* reason = table.find("reason");
  for (std::size_t row = 0; row < keys.row_count(); ++row) {
    keys.reason.push_back(reason ? reason_at(*reason, row) : FallbackReason::kNone);
  }
  if (const TableColumn* rule = table.find("rule")) {
    Dictionary rules = dictionary_of(*rule, kMayBeNull);
    keys.rules = std::move(rules.words);
    if (!keys.rules.empty()) keys.rule = std::move(rules.codes);
  }
  return keys;
}

/// The rows of `keys` once more at the end of `table`, as those of `model` where the keys name none.
void append_key(ForecastTable& table, const ForecastTable& keys, std::size_t row, std::int32_t model) {
  table.series.push_back(keys.series[row]);
  table.model.push_back(keys.model.empty() ? model : keys.model[row]);
  table.cutoff.push_back(keys.cutoff[row]);
  table.period.push_back(keys.period[row]);
  table.reason.push_back(keys.reason[row]);
  if (!keys.rule.empty()) table.rule.push_back(keys.rule[row]);
  if (keys.length.empty()) return;
  table.lead.push_back(keys.lead[row]);
  table.length.push_back(keys.length[row]);
}

ForecastTable without_rows(const ForecastTable& keys) {
  ForecastTable table;
  table.frequency = keys.frequency;
  table.ids = keys.ids;
  table.models = keys.models;
  table.rules = keys.rules;
  return table;
}

using LevelColumns = std::map<double, const TableColumn*>;

/// Columns by prefix, prefixes in the order in which the file has them.
std::vector<std::pair<std::string, LevelColumns>> level_columns(const Table& table) {
  std::vector<std::pair<std::string, LevelColumns>> found;
  for (const TableColumn& column : table.columns) {
    const auto parsed = parse_level_column(column.name);
    if (!parsed) continue;
    const auto same = [&](const auto& model) { return model.first == parsed->prefix; };
    auto model = std::find_if(found.begin(), found.end(), same);
    if (model == found.end()) model = found.insert(found.end(), {parsed->prefix, {}});
    if (!model->second.emplace(parsed->level, &column).second) {
      throw DataError(fmt::format("the forecasts hold level {} twice, once as \"{}\"; drop one of the columns",
                                  level_name(parsed->level), column.name));
    }
  }
  return found;
}

std::vector<double> levels_of(const LevelColumns& columns) {
  std::vector<double> levels;
  for (const auto& [level, column] : columns) levels.push_back(level);
  return levels;
}

void append_model(ForecastTable& table, const ForecastTable& keys, const LevelColumns& columns, const TableColumn* mean,
                  std::int32_t model) {
  for (std::size_t row = 0; row < keys.row_count(); ++row) {
    append_key(table, keys, row, model);
    table.mean.push_back(mean ? number_at(*mean, row) : kNotGiven);
    for (const auto& [level, column] : columns) table.quantiles.push_back(number_at(*column, row));
  }
}

ForecastTable from_wide(const Table& source, const ForecastTable& keys) {
  const auto models = level_columns(source);
  if (models.empty()) {
    throw DataError(
        fmt::format("the forecasts have no column of quantiles; wanted names like \"0.1\", \"q0.1\", "
                    "\"p10\" or \"Model-lo-80\", there are: {}",
                    fmt::join(source.column_names(), ", ")));
  }
  if (!keys.models.empty() && models.size() > 1) {
    throw DataError("the forecasts name models both in the column \"model\" and in names of columns; drop one of both");
  }
  ForecastTable table = without_rows(keys);
  table.levels = levels_of(models.front().second);
  for (std::size_t i = 0; i < models.size(); ++i) {
    const auto& [prefix, columns] = models[i];
    if (levels_of(columns) != table.levels) {
      throw DataError(fmt::format("the forecasts of \"{}\" and \"{}\" have different levels; give both the same",
                                  models.front().first, prefix));
    }
    if (keys.models.empty()) table.models.push_back(prefix.empty() ? "forecast" : prefix);
    append_model(table, keys, columns, source.find(prefix.empty() ? "mean" : prefix), static_cast<std::int32_t>(i));
  }
  return table;
}

/// Levels of a tall file; a null level is the mean.
std::vector<double> tall_levels(const TableColumn& column) {
  std::set<double> levels;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const double level = number_at(column, row);
    if (std::isnan(level)) continue;
    if (!(level > 0 && level < 1)) complain(column, row, "a level between 0 and 1");
    levels.insert(level);
  }
  if (levels.empty()) throw DataError("the column \"quantile\" of the forecasts names no level");
  return {levels.begin(), levels.end()};
}

std::size_t position(const std::vector<double>& levels, double level) {
  return static_cast<std::size_t>(std::lower_bound(levels.begin(), levels.end(), level) - levels.begin());
}

void require_all_quantiles(const ForecastTable& table) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto quantiles = table.row_quantiles(row);
    if (std::none_of(quantiles.begin(), quantiles.end(), [](double x) { return std::isnan(x); })) continue;
    throw DataError(fmt::format("the forecast of \"{}\" for {} lacks levels that others have; give all the same",
                                table.ids[static_cast<std::size_t>(table.series[row])],
                                table.frequency.format(table.period[row])));
  }
}

ForecastTable from_tall(const ForecastTable& keys, const TableColumn& quantile, const TableColumn& value) {
  ForecastTable table = without_rows(keys);
  table.levels = tall_levels(quantile);
  if (keys.models.empty()) table.models = {"forecast"};
  std::map<std::array<Period, 6>, std::size_t> rows;
  for (std::size_t i = 0; i < keys.row_count(); ++i) {
    const bool spans = !keys.length.empty();
    const auto [at, is_new] =
        rows.emplace(std::array<Period, 6>{keys.model.empty() ? 0 : keys.model[i], keys.series[i], keys.cutoff[i],
                                           keys.period[i], spans ? keys.lead[i] : 0, spans ? keys.length[i] : 0},
                     table.row_count());
    if (is_new) {
      append_key(table, keys, i, 0);
      table.mean.push_back(kNotGiven);
      table.quantiles.insert(table.quantiles.end(), table.levels.size(), kNotGiven);
    }
    const double level = number_at(quantile, i);
    const std::size_t first = at->second * table.levels.size();
    double& cell = std::isnan(level) ? table.mean[at->second] : table.quantiles[first + position(table.levels, level)];
    cell = number_at(value, i);
  }
  return table;
}

}  // namespace

ForecastTable from_table(const Table& table, const Frequency& frequency, const std::string& id,
                         const std::string& time) {
  const ForecastTable keys = read_keys(table, frequency, id, time);
  const TableColumn* quantile = table.find("quantile");
  const TableColumn* value = table.find("value");
  ForecastTable result = quantile && value ? from_tall(keys, *quantile, *value) : from_wide(table, keys);
  require_all_quantiles(result);
  return result;
}

}  // namespace demandcast
