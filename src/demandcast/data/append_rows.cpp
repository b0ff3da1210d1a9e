// Columns of one name and kind joined; dictionaries merged.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/append_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/data/word_list.h"

namespace demandcast {
namespace {

using Values = decltype(TableColumn::values);

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

const char* kind_of(const Values& values) {
  constexpr const char* kKinds[] = {"text", "dates", "integers", "numbers", "lists"};
  return kKinds[values.index()];
}

bool is_empty(const Values& values) {
  const auto* numbers = std::get_if<NumberColumn>(&values);
  return numbers && std::all_of(numbers->values.begin(), numbers->values.end(), [](double v) { return std::isnan(v); });
}

Values nulls_like(const Values& values, std::size_t count) {
  if (std::holds_alternative<TextColumn>(values)) return TextColumn{{}, std::vector<std::int32_t>(count, -1)};
  if (std::holds_alternative<TimeColumn>(values)) {
    return TimeColumn{std::vector<Timestamp>(count, TimeColumn::kNoTime)};
  }
  if (std::holds_alternative<IntegerColumn>(values)) {
    return IntegerColumn{std::vector<std::int64_t>(count, IntegerColumn::kNoInteger)};
  }
  if (const auto* lists = std::get_if<VectorColumn>(&values)) {
    const std::size_t cells = count * static_cast<std::size_t>(lists->width);
    return VectorColumn{lists->width, std::vector<float>(cells, std::numeric_limits<float>::quiet_NaN())};
  }
  return NumberColumn{std::vector<double>(count, kNaN)};
}

NumberColumn as_numbers(const IntegerColumn& integers) {
  NumberColumn numbers;
  numbers.values.reserve(integers.values.size());
  for (const std::int64_t value : integers.values) {
    numbers.values.push_back(value == IntegerColumn::kNoInteger ? kNaN : static_cast<double>(value));
  }
  return numbers;
}

TextColumn as_text(const Values& values) {
  const NumberColumn numbers = std::holds_alternative<IntegerColumn>(values)
                                   ? as_numbers(std::get<IntegerColumn>(values))
                                   : std::get<NumberColumn>(values);
  TextColumn text;
  WordList words;
  for (const double value : numbers.values) {
    text.codes.push_back(std::isnan(value) ? -1 : words.code(fmt::format("{}", value)));
  }
  text.dictionary = words.take();
  return text;
}

bool is_numeric(const Values& values) {
  return std::holds_alternative<IntegerColumn>(values) || std::holds_alternative<NumberColumn>(values);
}

template <class T>
void extend(std::vector<T>& values, const std::vector<T>& more) {
  values.insert(values.end(), more.begin(), more.end());
}

void extend_text(TextColumn& text, const TextColumn& more) {
  text.decimal_comma = text.decimal_comma || more.decimal_comma;
  WordList words(std::move(text.dictionary));
  std::vector<std::int32_t> codes;
  for (const std::string& word : more.dictionary) codes.push_back(words.code(word));
  for (const std::int32_t code : more.codes) {
    text.codes.push_back(code < 0 ? -1 : codes[static_cast<std::size_t>(code)]);
  }
  text.dictionary = words.take();
}

/// Both made one kind where that loses nothing.
void unify(Values& values, Values& more, KindPolicy policy) {
  if (values.index() == more.index()) return;
  if (is_empty(values)) {
    values = nulls_like(more, std::get<NumberColumn>(values).values.size());
  } else if (is_empty(more)) {
    more = nulls_like(values, std::get<NumberColumn>(more).values.size());
  } else if (auto* integers = std::get_if<IntegerColumn>(&values); integers && std::get_if<NumberColumn>(&more)) {
    values = as_numbers(*integers);
  } else if (auto* others = std::get_if<IntegerColumn>(&more); others && std::get_if<NumberColumn>(&values)) {
    more = as_numbers(*others);
  } else if (policy == KindPolicy::kSame) {
    return;
  } else if (is_numeric(values) && std::holds_alternative<TextColumn>(more)) {
    values = as_text(values);
  } else if (is_numeric(more) && std::holds_alternative<TextColumn>(values)) {
    more = as_text(more);
  }
}

void append(TableColumn& column, Values more, std::string_view place, KindPolicy policy) {
  unify(column.values, more, policy);
  const auto refuse = [&](const std::string& found) {
    throw DataError(fmt::format("{}: column \"{}\" {}; make the files agree", place, column.name, found));
  };
  if (column.values.index() != more.index()) {
    refuse(fmt::format("holds {} where a file before has {}", kind_of(more), kind_of(column.values)));
  }
  if (auto* text = std::get_if<TextColumn>(&column.values)) extend_text(*text, std::get<TextColumn>(more));
  if (auto* dates = std::get_if<TimeColumn>(&column.values)) extend(dates->times, std::get<TimeColumn>(more).times);
  if (auto* integers = std::get_if<IntegerColumn>(&column.values)) {
    extend(integers->values, std::get<IntegerColumn>(more).values);
  }
  if (auto* numbers = std::get_if<NumberColumn>(&column.values)) {
    extend(numbers->values, std::get<NumberColumn>(more).values);
  }
  if (auto* lists = std::get_if<VectorColumn>(&column.values)) {
    const auto& others = std::get<VectorColumn>(more);
    if (lists->width != others.width) {
      refuse(fmt::format("holds lists of {} numbers where a file before has {}", others.width, lists->width));
    }
    extend(lists->values, others.values);
  }
}

}  // namespace

void take_kind(TableColumn& column, const TableColumn& like) {
  Values& values = column.values;
  if (auto* text = std::get_if<TextColumn>(&values)) {
    const auto* other = std::get_if<TextColumn>(&like.values);
    text->decimal_comma = other && other->decimal_comma;
  }
  if (values.index() == like.values.index()) return;
  if (std::holds_alternative<NumberColumn>(like.values) && std::holds_alternative<IntegerColumn>(values)) {
    values = as_numbers(std::get<IntegerColumn>(values));
  } else if (is_empty(values)) {
    values = nulls_like(like.values, column.size());
  } else if (is_numeric(values) && std::holds_alternative<TextColumn>(like.values)) {
    values = as_text(values);
  }
}

void append_rows(Table& table, const Table& more, std::string_view place, KindPolicy policy) {
  for (TableColumn& column : table.columns) {
    const TableColumn* other = more.find(column.name);
    append(column, other ? other->values : nulls_like(column.values, more.row_count()), place, policy);
  }
}

}  // namespace demandcast
