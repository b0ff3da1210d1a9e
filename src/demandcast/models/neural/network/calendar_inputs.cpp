// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/calendar_inputs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "demandcast/data/calendar.h"
#include "demandcast/data/moving_holidays.h"

namespace demandcast::neural {
namespace {

constexpr int kHarmonics = 3;
constexpr std::int64_t kNear = 2;  // periods on each side of a holiday

bool in_days(const Frequency& frequency) { return frequency.unit() == FrequencyUnit::kDay; }
bool in_months(const Frequency& frequency) { return frequency.unit() == FrequencyUnit::kMonth; }
bool below_a_day(const Frequency& frequency) {
  return frequency.unit() == FrequencyUnit::kHour || frequency.unit() == FrequencyUnit::kMinute;
}
bool has_holidays(const Frequency& frequency) { return in_days(frequency) || frequency.unit() == FrequencyUnit::kWeek; }

void add_one_of(std::vector<float>& inputs, int count, std::int64_t place) {
  for (int i = 0; i < count; ++i) inputs.push_back(i == place ? 1.0F : 0.0F);
}

/// Periods from `period` to the nearest 25 December.
std::int64_t periods_to_christmas(const Frequency& frequency, Period period) {
  constexpr double kDayOfYear = 358;
  const double here = calendar_of(frequency, period).fraction_of_year * 365, days = in_days(frequency) ? 1 : 7;
  double distance = kDayOfYear - here;
  if (distance > 182) distance -= 365;
  return std::llround(distance / days);
}

std::vector<float> inputs_of(const Frequency& frequency, Period period) {
  std::vector<float> inputs;
  if (frequency.unit() == FrequencyUnit::kInteger) return inputs;
  const PeriodCalendar place = calendar_of(frequency, period);
  for (int k = 1; k <= kHarmonics; ++k) {
    const double angle = 2 * std::numbers::pi * k * place.fraction_of_year;
    inputs.push_back(static_cast<float>(std::sin(angle)));
    inputs.push_back(static_cast<float>(std::cos(angle)));
  }
  if (in_months(frequency)) add_one_of(inputs, 12, place.month - 1);
  if (in_days(frequency) || below_a_day(frequency)) add_one_of(inputs, 7, place.weekday);
  if (below_a_day(frequency)) add_one_of(inputs, 24, place.hour);
  if (!has_holidays(frequency)) return inputs;
  add_one_of(inputs, 2 * kNear + 1, kNear + periods_to_christmas(frequency, period));
  for (const std::string& name : moving_holiday_names()) {
    add_one_of(inputs, 2 * kNear + 1, kNear + periods_to_holiday(frequency, period, name));
  }
  return inputs;
}

}  // namespace

CalendarInputs::CalendarInputs(const Frequency& frequency, Period first, Period last)
    : first_(first), width_(static_cast<int>(inputs_of(frequency, last).size())) {
  for (Period period = first; period <= last; ++period) {
    const std::vector<float> inputs = inputs_of(frequency, period);
    values_.insert(values_.end(), inputs.begin(), inputs.end());
  }
}

std::span<const float> CalendarInputs::at(Period period) const {
  const auto width = static_cast<std::size_t>(width_);
  return std::span(values_).subspan(static_cast<std::size_t>(period - first_) * width, width);
}

void CalendarInputs::write(Period origin, const Span& target, std::span<float> inputs) const {
  std::ranges::fill(inputs, 0.0F);
  for (int i = 0; i < target.length; ++i) {
    const std::span<const float> there = at(origin + target.lead + 1 + i);
    for (std::size_t c = 0; c < inputs.size(); ++c) inputs[c] += there[c] / static_cast<float>(target.length);
  }
}

}  // namespace demandcast::neural
