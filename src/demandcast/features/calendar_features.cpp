// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/calendar_features.h"

#include <fmt/format.h>

#include <cstdlib>

#include "demandcast/data/calendar.h"
#include "demandcast/data/moving_holidays.h"

namespace demandcast {
namespace {

constexpr std::int64_t kFarthestHoliday = 8;  // periods; beyond it the place in the year says enough

bool on_a_calendar(const Frequency& frequency) { return frequency.unit() != FrequencyUnit::kInteger; }

bool has_holidays(const Frequency& frequency) {
  return frequency.unit() == FrequencyUnit::kWeek || frequency.unit() == FrequencyUnit::kDay;
}

bool has_days(const Frequency& frequency) { return frequency.unit() == FrequencyUnit::kDay; }

bool has_hours(const Frequency& frequency) {
  return frequency.unit() == FrequencyUnit::kHour || frequency.unit() == FrequencyUnit::kMinute;
}

}  // namespace

void declare_calendar_features(const Frequency& frequency, std::vector<FeatureInfo>& infos) {
  if (!on_a_calendar(frequency)) return;
  const auto add = [&](std::string name, std::string formula) {
    infos.push_back({std::move(name), "calendar", std::move(formula), FeatureTime::kTarget});
  };
  add("place_in_year", "days since 1 January / days of the year");
  add("month", "1 to 12");
  if (has_days(frequency) || has_hours(frequency)) {
    add("day_of_month", "1 to 31");
    add("weekday", "0 = Monday");
  }
  if (has_hours(frequency)) add("hour", "0 to 23");
  if (!has_holidays(frequency)) return;
  for (const std::string& name : moving_holiday_names()) {
    add("to_" + name, fmt::format("periods to the nearest {}, absent beyond {}", name, kFarthestHoliday));
  }
}

void calendar_features(const Frequency& frequency, Period origin, const Span& target, FeatureSink& sink) {
  if (!on_a_calendar(frequency)) return;
  const Period period = origin + target.lead + 1 + (target.length - 1) / 2;
  const PeriodCalendar place = calendar_of(frequency, period);
  sink(place.fraction_of_year);
  sink(place.month);
  if (has_days(frequency) || has_hours(frequency)) {
    sink(place.day_of_month);
    sink(place.weekday);
  }
  if (has_hours(frequency)) sink(place.hour);
  if (!has_holidays(frequency)) return;
  for (const std::string& name : moving_holiday_names()) {
    const std::int64_t distance = periods_to_holiday(frequency, period, name);
    sink(std::llabs(distance) <= kFarthestHoliday ? static_cast<double>(distance) : kAbsent);
  }
}

}  // namespace demandcast
