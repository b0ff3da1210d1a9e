// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/plan_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

using Test = PlanCondition::Test;

std::optional<double> number_of(const std::string& text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && stop == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool compares(Test test, double order) {
  if (std::isnan(order)) return false;
  switch (test) {
    case Test::kLess:
      return order < 0;
    case Test::kGreater:
      return order > 0;
    default:
      return order == 0;
  }
}

bool meets(const PlanCondition& condition, const std::string& word) {
  const auto is = [&](const std::string& value) { return value == word; };
  if (condition.test == Test::kNotEquals) return std::ranges::none_of(condition.values, is);
  if (condition.test == Test::kEquals) return std::ranges::any_of(condition.values, is);
  return compares(condition.test, word.compare(condition.values.front()));
}

bool meets(const PlanCondition& condition, double number) {
  const auto order = [&](const std::string& value) {
    const auto wanted = number_of(value);
    return wanted && !std::isnan(number) ? static_cast<double>(static_cast<float>(number)) - static_cast<float>(*wanted)
                                         : std::numeric_limits<double>::quiet_NaN();
  };
  const auto is = [&](const std::string& value) { return order(value) == 0; };
  if (condition.test == Test::kNotEquals) return !std::isnan(number) && std::ranges::none_of(condition.values, is);
  if (condition.test == Test::kEquals) return std::ranges::any_of(condition.values, is);
  return compares(condition.test, order(condition.values.front()));
}

bool meets_time(const PlanCondition& condition, Timestamp time, const Frequency& frequency) {
  const bool in_numbers = frequency.unit() == FrequencyUnit::kInteger;
  const auto order = [&](const std::string& value) {
    if (in_numbers) return static_cast<double>(time) - number_of(value).value_or(std::nan(""));
    const auto wanted = parse_timestamp(value);
    return wanted ? static_cast<double>(time - *wanted) : std::nan("");
  };
  const auto is = [&](const std::string& value) { return order(value) == 0; };
  if (condition.test == Test::kNotEquals) return std::ranges::none_of(condition.values, is);
  if (condition.test == Test::kEquals) return std::ranges::any_of(condition.values, is);
  return compares(condition.test, order(condition.values.front()));
}

}  // namespace

void refuse_change(const std::string& text, const std::string& what) {
  throw ConfigError(fmt::format("scenario \"{}\": {}", text, what));
}

void PlanConditions::check(const PlanChange& change) const {
  std::vector<std::string> known{names_.id, names_.time};
  for (const StaticColumn& column : view_.statics()) known.push_back(column.name);
  for (const Channel& channel : view_.channels()) {
    if (channel.role == ChannelRole::kKnownFuture) known.push_back(channel.name);
  }
  for (const PlanCondition& condition : change.conditions) {
    const std::string& column = condition.column;
    if (!is_id(column) && !is_time(column) && std::ranges::find(known, column) == known.end()) {
      refuse_change(change.text, unknown_name_message("column", column, known) +
                                     "; conditions are on the id, the date, statics and planned columns");
    }
  }
}

const StaticColumn* PlanConditions::static_of(const std::string& column) const {
  const auto found = std::ranges::find(view_.statics(), column, &StaticColumn::name);
  return found == view_.statics().end() ? nullptr : &*found;
}

bool PlanConditions::series_meets(const PlanChange& change, std::size_t series) const {
  return std::ranges::all_of(change.conditions, [&](const PlanCondition& condition) {
    if (is_id(condition.column)) return meets(condition, view_.id(series));
    const StaticColumn* column = static_of(condition.column);
    if (column == nullptr) return true;  // of the period
    const SeriesView one = view_.series(series);
    if (column->kind == StaticKind::kNumber) {
      return meets(condition, static_cast<double>(one.static_numbers(*column)[0]));
    }
    const std::int32_t code = column->kind == StaticKind::kCategory ? one.static_code(*column) : -1;
    return code >= 0 && meets(condition, column->categories[static_cast<std::size_t>(code)]);
  });
}

bool PlanConditions::period_meets(const PlanChange& change, std::size_t series, Period period) const {
  const Timestamp time = view_.frequency().timestamp_of(period);
  if ((change.from && time < *change.from) || (change.to && time > *change.to)) return false;
  return std::ranges::all_of(change.conditions, [&](const PlanCondition& condition) {
    if (is_time(condition.column)) return meets_time(condition, time, view_.frequency());
    const auto found = std::ranges::find(view_.channels(), condition.column, &Channel::name);
    if (found == view_.channels().end() || static_of(condition.column) != nullptr) return true;  // of the series
    return meets(condition, view_.series(series).channel(*found, period, period)[0]);
  });
}

}  // namespace demandcast
