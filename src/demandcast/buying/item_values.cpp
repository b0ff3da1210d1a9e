// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/item_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool is_known(const std::string& column) {
  const auto& known = item_columns();
  return std::find(known.begin(), known.end(), column) != known.end();
}

void check_defaults(const std::map<std::string, std::string>& defaults) {
  for (const auto& [column, value] : defaults) {
    if (!is_known(column)) {
      throw ConfigError(fmt::format("default of items: {}", unknown_name_message("column", column, item_columns())));
    }
  }
}

}  // namespace

std::string listed(const std::vector<std::string>& ids) {
  constexpr std::size_t kShown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, ids.size()); ++i) {
    text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", ids[i]);
  }
  if (ids.size() > kShown) text += fmt::format(" and {} others", ids.size() - kShown);
  return text;
}

std::optional<std::vector<double>> parse_numbers(const std::string& text) {
  constexpr const char* kCuts = " ,;|[]";
  std::vector<double> numbers;
  for (std::size_t at = text.find_first_not_of(kCuts); at != text.npos; at = text.find_first_not_of(kCuts, at)) {
    const std::size_t end = std::min(text.find_first_of(kCuts, at), text.size());
    double number = 0;
    const auto [stop, error] = std::from_chars(text.data() + at, text.data() + end, number);
    if (error != std::errc{} || stop != text.data() + end) return std::nullopt;
    numbers.push_back(number);
    at = end;
  }
  return numbers;
}

void ItemFaults::add(const std::string& fault, const std::string& id) { faults_[fault].push_back(id); }

std::string ItemFaults::text() const {
  std::vector<std::string> lines;
  for (const auto& [fault, ids] : faults_) lines.push_back(fmt::format("{}: {}", fault, listed(ids)));
  constexpr std::size_t kShown = 20;
  if (lines.size() > kShown) {
    const std::size_t more = lines.size() - kShown;
    lines.resize(kShown);
    lines.push_back(fmt::format("and {} faults more", more));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

ItemValues::ItemValues(const ItemSource& source, const std::vector<std::string>& ids) : defaults_(source.defaults) {
  check_defaults(defaults_);
  rows_.assign(ids.size(), -1);
  if (source.path.empty()) return;
  const std::vector<std::string> text_columns{source.id, "on_order", "currency", "cost_period"};
  table_ = read_table(source.path, {}, text_columns);
  const TableColumn* column = table_.find(source.id);
  if (column == nullptr) throw MissingColumns(source.path, {source.id}, table_.column_names());
  match_rows(source.path, std::get<TextColumn>(column->values), ids);
  for (const std::string& name : table_.column_names()) {
    if (name != source.id && !is_known(name)) unused_.push_back(name);
  }
}

void ItemValues::match_rows(const std::string& path, const TextColumn& ids, const std::vector<std::string>& wanted) {
  std::vector<std::int64_t> row_of_code(ids.dictionary.size(), -1);
  std::vector<int> times(ids.dictionary.size(), 0);
  std::vector<std::string> twice;
  for (std::size_t row = 0; row < ids.codes.size(); ++row) {
    if (ids.codes[row] < 0)
      throw DataError(fmt::format("{}: row {} has no id; give it one, or drop it", path, row + 1));
    const auto code = static_cast<std::size_t>(ids.codes[row]);
    if (++times[code] == 2) twice.push_back(ids.dictionary[code]);
    row_of_code[code] = static_cast<std::int64_t>(row);
  }
  if (!twice.empty())
    throw DataError(fmt::format("{}: ids that come twice: {}; keep one row of each", path, listed(twice)));
  std::unordered_map<std::string_view, std::int64_t> row_of_id;
  for (std::size_t code = 0; code < ids.dictionary.size(); ++code) row_of_id[ids.dictionary[code]] = row_of_code[code];
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (const auto found = row_of_id.find(wanted[i]); found != row_of_id.end()) rows_[i] = found->second;
  }
}

bool ItemValues::is_given(const std::string& column) const {
  return defaults_.contains(column) || table_.find(column) != nullptr;
}

double ItemValues::cell_number(const TableColumn& column) const {
  const auto row = static_cast<std::size_t>(row_);
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) {
    const std::int64_t value = integers->values[row];
    return value == IntegerColumn::kNoInteger ? kNone : static_cast<double>(value);
  }
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return numbers->values[row];
  return kNone;
}

std::string ItemValues::text(const std::string& column) const {
  if (const TableColumn* found = table_.find(column); found != nullptr && row_ >= 0) {
    if (const auto* texts = std::get_if<TextColumn>(&found->values)) {
      const std::int32_t code = texts->codes[static_cast<std::size_t>(row_)];
      if (code >= 0) return texts->dictionary[static_cast<std::size_t>(code)];
    }
  }
  const auto given = defaults_.find(column);
  return given == defaults_.end() ? "" : given->second;
}

std::optional<std::vector<double>> ItemValues::numbers(const std::string& column) const {
  if (const TableColumn* found = table_.find(column); found != nullptr && row_ >= 0) {
    if (const auto* lists = std::get_if<VectorColumn>(&found->values)) {
      const auto width = static_cast<std::size_t>(lists->width);
      const float* first = lists->values.data() + static_cast<std::size_t>(row_) * width;
      return std::vector<double>(first, first + width);
    }
    if (const double number = cell_number(*found); !std::isnan(number)) return std::vector<double>{number};
  }
  return parse_numbers(text(column));
}

double ItemValues::number(const std::string& column) const {
  const auto values = numbers(column);
  if (!values || values->size() > 1) return std::numeric_limits<double>::infinity();  // no number: told as a fault
  return values->empty() ? kNone : values->front();
}

}  // namespace demandcast
