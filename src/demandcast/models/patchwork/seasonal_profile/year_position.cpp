// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

#include <algorithm>
#include <cmath>

#include "demandcast/data/timestamp.h"

namespace demandcast {
namespace {

constexpr double kDaysInYear = 365.2425;
constexpr Timestamp kDay = 86400;
constexpr Period kManyPeriods = 1000;  // over which the length of a period is measured: months differ

}  // namespace

std::size_t year_positions(const Frequency& frequency) {
  switch (frequency.unit()) {
    case FrequencyUnit::kInteger:
    case FrequencyUnit::kYear:
      return 1;
    case FrequencyUnit::kQuarter:
      return 4;
    case FrequencyUnit::kMonth:
      return 12;
    default:
      return 52;
  }
}

std::size_t year_position(const Frequency& frequency, Period period) {
  const std::size_t positions = year_positions(frequency);
  if (positions == 1) return 0;
  const Timestamp time = frequency.timestamp_of(period);
  const Date date = date_of(time);
  if (positions <= 12) return static_cast<std::size_t>(date.month - 1) * positions / 12;
  const auto day = static_cast<std::size_t>((time - timestamp_of({date.year, 1, 1})) / kDay);
  return std::min(day / 7, positions - 1);
}

Period periods_in_year(const Frequency& frequency) {
  if (year_positions(frequency) == 1) return 1;
  const double seconds = static_cast<double>(frequency.timestamp_of(kManyPeriods) - frequency.timestamp_of(0));
  const double days = seconds / static_cast<double>(kDay * kManyPeriods);
  return std::max<Period>(1, std::llround(kDaysInYear / days));
}

}  // namespace demandcast
