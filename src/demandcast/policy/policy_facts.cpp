// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_facts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/data/calendar.h"
#include "demandcast/policy/storage_price.h"

namespace demandcast {
namespace {

constexpr std::array kWeekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::size_t kMostCategories = 16;

/// Codes of the categories with most series, in the order of their names.
std::vector<std::size_t> frequent_codes(const StaticColumn& column) {
  std::vector<std::size_t> count(column.categories.size(), 0), codes(column.categories.size());
  for (const std::int32_t code : column.codes) {
    if (code >= 0) ++count[static_cast<std::size_t>(code)];
  }
  std::iota(codes.begin(), codes.end(), 0U);
  std::ranges::stable_sort(codes, std::greater{}, [&](std::size_t code) { return count[code]; });
  codes.resize(std::min(codes.size(), kMostCategories));
  std::ranges::sort(codes, {}, [&](std::size_t code) { return column.categories[code]; });
  return codes;
}

std::string lacks(const std::vector<StaticColumn>& statics, const std::vector<Channel>& channels,
                  const std::string& name) {
  std::vector<std::string> known{"calendar"};
  for (const StaticColumn& column : statics) {
    if (column.kind != StaticKind::kEmbedding) known.push_back(column.name);
  }
  for (const Channel& channel : channels) {
    if (channel.role == ChannelRole::kKnownFuture) known.push_back(channel.name);
  }
  return fmt::format(
      "a policy is to be told of \"{}\", which these data lack; there are {} (statics and planned columns are named "
      "with "
      "--static, --statics and --known)",
      name, fmt::join(known, ", "));
}

}  // namespace

void PolicyFacts::add(const std::string& name) {
  const auto take = [&](const Fact& fact) {
    names_.push_back(name);
    facts_.push_back(fact);
  };
  if (name == kStoragePrice) return take({Kind::kSpacePrice});
  if (name == "year_sine") return take({Kind::kYearSine});
  if (name == "year_cosine") return take({Kind::kYearCosine});
  if (const auto day = std::ranges::find(kWeekdays, name); day != kWeekdays.end()) {
    return take({Kind::kWeekday, 0, static_cast<int>(day - kWeekdays.begin())});
  }
  for (std::size_t c = 0; c < (*statics_).size(); ++c) {
    const StaticColumn& column = (*statics_)[c];
    if (column.kind == StaticKind::kNumber && column.name == name) return take({Kind::kNumber, c});
    if (column.kind != StaticKind::kCategory || !name.starts_with(column.name + "=")) continue;
    const auto found = std::ranges::find(column.categories, name.substr(column.name.size() + 1));
    // A category that the data do not have is one that no series is of.
    return take({Kind::kCategory, c, static_cast<int>(found - column.categories.begin())});
  }
  for (std::size_t c = 0; c < (*channels_).size(); ++c) {
    const Channel& channel = (*channels_)[c];
    if (channel.role == ChannelRole::kKnownFuture && channel.name == name) return take({Kind::kPlan, c});
  }
  throw ConfigError(lacks(*statics_, *channels_, name));
}

PolicyFacts PolicyFacts::named(const PanelView& view, const std::vector<std::string>& names) {
  PolicyFacts facts(view);
  for (const std::string& name : names) facts.add(name);
  return facts;
}

PolicyFacts PolicyFacts::of(const PanelView& view, const std::vector<std::string>& asked) {
  std::vector<std::string> names;
  for (const std::string& name : asked) {
    const auto column = std::ranges::find(view.statics(), name, &StaticColumn::name);
    if (name == "calendar") {
      names.insert(names.end(), {"year_sine", "year_cosine"});
      const Frequency& frequency = view.frequency();
      if (frequency.unit() == FrequencyUnit::kInteger) {
        throw ConfigError("a policy is to be told of the calendar, but periods are integers; leave calendar out");
      }
      const bool has_weekdays = frequency.unit() == FrequencyUnit::kDay && frequency.multiple() == 1;
      if (has_weekdays) names.insert(names.end(), kWeekdays.begin(), kWeekdays.end());
    } else if (column != view.statics().end() && column->kind == StaticKind::kCategory) {
      for (const std::size_t code : frequent_codes(*column)) names.push_back(name + "=" + column->categories[code]);
    } else {
      names.push_back(name);
    }
  }
  return named(view, names);
}

std::vector<float> PolicyFacts::at(const SeriesView& series, int lead_time) const {
  std::vector<float> values;
  values.reserve(facts_.size());
  for (const Fact& fact : facts_) values.push_back(value(fact, series, series.origin() + 1 + lead_time));
  return values;
}

float PolicyFacts::value(const Fact& fact, const SeriesView& series, Period arrives) const {
  switch (fact.kind) {
    case Kind::kYearSine:
    case Kind::kYearCosine: {
      const double angle = 2 * std::numbers::pi * calendar_of(frequency_, arrives).fraction_of_year;
      return static_cast<float>(fact.kind == Kind::kYearSine ? std::sin(angle) : std::cos(angle));
    }
    case Kind::kWeekday:
      return calendar_of(frequency_, arrives).weekday == fact.code ? 1 : 0;
    case Kind::kCategory:
      return series.static_code((*statics_)[fact.column]) == fact.code ? 1 : 0;
    case Kind::kNumber: {
      const float number = series.static_numbers((*statics_)[fact.column])[0];
      return std::isnan(number) ? 0 : number;
    }
    case Kind::kSpacePrice:
      return 0;  // no price; who has a limit sets one
    case Kind::kPlan:
      return planned(fact.column, series, arrives);
  }
  return 0;
}

float PolicyFacts::planned(std::size_t column, const SeriesView& series, Period arrives) const {
  const Channel& channel = (*channels_)[column];
  double sum = 0, count = 0;
  for (const double number : series.channel(channel, series.first_period(), series.origin())) {
    if (std::isnan(number)) continue;
    sum += number;
    count += 1;
  }
  const double then = series.channel(channel, arrives, arrives).front();
  if (std::isnan(then) || !(sum > 0)) return 1;
  return static_cast<float>(then * count / sum);
}

}  // namespace demandcast
