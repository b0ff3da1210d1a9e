// Each kind tried in turn; the first field that is not of it ends the trial.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/csv_from_arrow.h"

#include <arrow/api.h>
#include <arrow/util/utf8.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "demandcast/data/arrow_status.h"
#include "demandcast/data/number_text.h"
#include "demandcast/data/text_from_arrow.h"

namespace demandcast {
namespace {

std::optional<std::int64_t> parse_integer_or_bool(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return 1;
  if (text == "false" || text == "False" || text == "FALSE") return 0;
  return parse_integer(text);
}

/// Every field made a T by `parse`, `null` where it says nothing; no values when one is no T.
template <class T, class Parse>
std::optional<std::vector<T>> parse_all(const arrow::ChunkedArray& texts, T null, Parse parse) {
  std::vector<T> values;
  for (const auto& chunk : texts.chunks()) {
    const auto& fields = static_cast<const arrow::StringArray&>(*chunk);
    for (std::int64_t i = 0; i < fields.length(); ++i) {
      const std::string_view text = fields.GetView(i);
      const std::optional<T> value = parse(text);
      if (!value && !says_nothing(text)) return std::nullopt;
      values.push_back(value.value_or(null));
    }
  }
  return values;
}

void check_utf8(const TextColumn& column, const CsvFields& fields) {
  const auto wrong =
      std::ranges::find_if(column.dictionary, [](const std::string& word) { return !arrow::util::ValidateUTF8(word); });
  if (wrong == column.dictionary.end()) return;
  const auto code = static_cast<std::int32_t>(wrong - column.dictionary.begin());
  throw FormatError(
      fmt::format("{}: the text in row {} is not UTF-8 (Windows-1252 or Latin-1?); save the file as UTF-8",
                  fields.place, fields.first_row + (std::ranges::find(column.codes, code) - column.codes.begin()) + 1));
}

/// The text of every field, each distinct one once.
TextColumn as_text(const CsvFields& fields) {
  TextColumn text = text_from_arrow(fields.texts, true, fields.place);
  check_utf8(text, fields);
  return text;
}

std::optional<TimeColumn> as_dates(const TextColumn& text) {
  std::vector<Timestamp> times;
  for (const std::string& word : text.dictionary) {
    const auto time = parse_timestamp(word);
    if (!time && !says_nothing(word)) return std::nullopt;
    times.push_back(time.value_or(TimeColumn::kNoTime));
  }
  TimeColumn result;
  for (const std::int32_t code : text.codes) {
    result.times.push_back(code < 0 ? TimeColumn::kNoTime : times[static_cast<std::size_t>(code)]);
  }
  return result;
}

/// Rows whose text is a number with a decimal comma, and with a point, only.
std::pair<std::int64_t, std::int64_t> commas_and_points(const TextColumn& text) {
  std::vector<int> sign;
  for (const std::string& word : text.dictionary) {
    const bool comma = parse_number(word, true).has_value(), point = parse_number(word, false).has_value();
    sign.push_back(comma == point ? 0 : comma ? 1 : -1);
  }
  std::pair<std::int64_t, std::int64_t> counts{0, 0};
  for (const std::int32_t code : text.codes) {
    const int of_word = code < 0 ? 0 : sign[static_cast<std::size_t>(code)];
    counts.first += of_word > 0 ? 1 : 0;
    counts.second += of_word < 0 ? 1 : 0;
  }
  return counts;
}

bool any_given(const IntegerColumn& column) {
  return std::ranges::any_of(column.values, [](auto value) { return value != IntegerColumn::kNoInteger; });
}

}  // namespace

std::optional<decltype(TableColumn::values)> csv_values(const CsvFields& fields, CsvKind kind, bool decimal_comma) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  if (kind == CsvKind::kInteger) {
    auto integers = parse_all(*fields.texts, IntegerColumn::kNoInteger, parse_integer_or_bool);
    if (!integers) return std::nullopt;
    return IntegerColumn{std::move(*integers)};
  }
  if (kind == CsvKind::kNumber || kind == CsvKind::kCommaNumber) {
    const auto parse = [&](std::string_view text) { return parse_number(text, kind == CsvKind::kCommaNumber); };
    auto numbers = parse_all(*fields.texts, kNaN, parse);
    if (!numbers) return std::nullopt;
    return NumberColumn{std::move(*numbers)};
  }
  TextColumn text = as_text(fields);
  text.decimal_comma = decimal_comma;
  if (kind == CsvKind::kText) return text;
  if (auto dates = as_dates(text)) return std::move(*dates);
  return std::nullopt;
}

decltype(TableColumn::values) csv_column(const CsvFields& fields) {
  if (!fields.as_text) {
    auto integers = csv_values(fields, CsvKind::kInteger);
    if (integers && any_given(std::get<IntegerColumn>(*integers))) return std::move(*integers);
    if (auto numbers = csv_values(fields, CsvKind::kNumber)) return std::move(*numbers);
    auto with_commas = fields.may_have_decimal_comma ? csv_values(fields, CsvKind::kCommaNumber) : std::nullopt;
    if (with_commas) return std::move(*with_commas);
  }
  TextColumn text = as_text(fields);
  if (fields.as_text) return text;
  if (auto dates = as_dates(text)) return std::move(*dates);
  const auto [commas, points] = commas_and_points(text);
  text.decimal_comma = fields.may_have_decimal_comma && commas > points;
  return text;
}

CsvKindFinder::CsvKindFinder(bool as_text, bool may_have_decimal_comma)
    : as_text_(as_text),
      may_have_decimal_comma_(may_have_decimal_comma),
      kind_(as_text ? CsvKind::kText : CsvKind::kInteger) {}

void CsvKindFinder::start_pass() {
  changed_ = false;
  first_block_ = true;
  any_given_ = false;
  commas_ = points_ = 0;
}

void CsvKindFinder::add(const CsvFields& fields) {
  auto values = csv_values(fields, kind_);
  while (!values) {
    changed_ = changed_ || !first_block_;
    kind_ = static_cast<CsvKind>(static_cast<int>(kind_) + 1);
    if (kind_ == CsvKind::kCommaNumber && !may_have_decimal_comma_) kind_ = CsvKind::kDate;
    values = csv_values(fields, kind_);
  }
  first_block_ = false;
  if (const auto* integers = std::get_if<IntegerColumn>(&*values)) any_given_ = any_given_ || any_given(*integers);
  const auto* texts = std::get_if<TextColumn>(&*values);
  if (!texts || as_text_ || !may_have_decimal_comma_) return;
  const auto [commas, points] = commas_and_points(*texts);
  commas_ += commas;
  points_ += points;
}

}  // namespace demandcast
