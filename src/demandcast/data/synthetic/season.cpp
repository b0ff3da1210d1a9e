// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/season.h"

#include <array>
#include <cmath>
#include <numbers>

#include "demandcast/data/calendar.h"
#include "demandcast/data/moving_holidays.h"

namespace demandcast::synthetic {
namespace {

/// A hill of `height` around the fraction `peak` of the year [von Mises]; the larger `narrowness`, the narrower.
double yearly_hill(Timestamp day, double peak, double narrowness, double height) {
  return height * std::exp(narrowness * (std::cos(2 * std::numbers::pi * (fraction_of_year(day) - peak)) - 1));
}

/// A hill of `height` around `lead` days before a holiday.
double holiday_hill(Timestamp day, Timestamp holiday, double lead, double deviation, double height) {
  const double before = static_cast<double>(holiday - day) / 86400.0;
  const double z = (before - lead) / deviation;
  return height * std::exp(-0.5 * z * z);
}

Timestamp nearest_christmas(Timestamp day) {
  const Date date = date_of(day);
  return timestamp_of({date.month < 7 ? date.year - 1 : date.year, 12, 25});
}

double log_christmas(Timestamp day) {
  return holiday_hill(day, nearest_christmas(day), 9, 9, 1.4) +
         holiday_hill(day, nearest_moving_holiday("black_friday", day), 0, 3, 0.9);
}

}  // namespace

std::string family_name(Family family) {
  constexpr std::array<const char*, kFamilies> kNames{"flat",   "winter",      "garden",   "school",
                                                      "easter", "mothers_day", "christmas"};
  return kNames[static_cast<std::size_t>(family)];
}

double log_season(Family family, Timestamp day) {
  switch (family) {
    case Family::kFlat:
      return 0;
    case Family::kWinter:
      return 0.8 * std::cos(2 * std::numbers::pi * (fraction_of_year(day) - 0.04));
    case Family::kGarden:
      return yearly_hill(day, 0.37, 6, 1.5);
    case Family::kSchool:
      return yearly_hill(day, 0.645, 40, 1.5);
    case Family::kEaster:
      return holiday_hill(day, nearest_moving_holiday("easter", day), 5, 6, 1.8);
    case Family::kMothersDay:
      return holiday_hill(day, nearest_moving_holiday("mothers_day", day), 3, 4, 1.6);
    case Family::kChristmas:
      return log_christmas(day);
  }
  return 0;
}

}  // namespace demandcast::synthetic
