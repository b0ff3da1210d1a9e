// Each kind tried in turn; the first field that is not of it ends the trial.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/csv_from_arrow.h"

#include <arrow/api.h>
#include <arrow/util/utf8.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

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

void check_utf8(const TextColumn& column, std::string_view place) {
  const auto wrong =
      std::ranges::find_if(column.dictionary, [](const std::string& word) { return !arrow::util::ValidateUTF8(word); });
  if (wrong == column.dictionary.end()) return;
  const auto code = static_cast<std::int32_t>(wrong - column.dictionary.begin());
  throw FormatError(
      fmt::format("{}: the text in row {} is not UTF-8 (Windows-1252 or Latin-1?); save the file as UTF-8", place,
                  std::ranges::find(column.codes, code) - column.codes.begin() + 1));
}

std::optional<TimeColumn> as_dates(const TextColumn& text) {
  std::vector<Timestamp> times;
  bool any = false;
  for (const std::string& word : text.dictionary) {
    const auto time = parse_timestamp(word);
    if (!time && !says_nothing(word)) return std::nullopt;
    any = any || time;
    times.push_back(time.value_or(TimeColumn::kNoTime));
  }
  if (!any) return std::nullopt;
  TimeColumn result;
  for (const std::int32_t code : text.codes) {
    result.times.push_back(code < 0 ? TimeColumn::kNoTime : times[static_cast<std::size_t>(code)]);
  }
  return result;
}

bool mostly_commas(const TextColumn& text) {
  const auto count = [&](bool comma) {
    return std::ranges::count_if(text.dictionary, [&](const std::string& word) {
      return parse_number(word, comma) && !parse_number(word, !comma);
    });
  };
  return count(true) > count(false);
}

}  // namespace

decltype(TableColumn::values) csv_column(const CsvFields& fields) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  if (!fields.as_text) {
    auto integers = parse_all(*fields.texts, IntegerColumn::kNoInteger, parse_integer_or_bool);
    const auto given = [](std::int64_t value) { return value != IntegerColumn::kNoInteger; };
    if (integers && std::ranges::any_of(*integers, given)) return IntegerColumn{std::move(*integers)};
    for (const bool comma : {false, true}) {
      if (comma && !fields.may_have_decimal_comma) break;
      const auto parse = [comma](std::string_view text) { return parse_number(text, comma); };
      auto numbers = parse_all(*fields.texts, kNaN, parse);
      if (numbers) return NumberColumn{std::move(*numbers)};
    }
  }
  TextColumn text = text_from_arrow(fields.texts, true, fields.place);
  check_utf8(text, fields.place);
  if (fields.as_text) return text;
  if (auto dates = as_dates(text)) return std::move(*dates);
  text.decimal_comma = fields.may_have_decimal_comma && mostly_commas(text);
  return text;
}

}  // namespace demandcast
