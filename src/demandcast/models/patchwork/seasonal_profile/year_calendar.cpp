// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/year_calendar.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "demandcast/data/calendar.h"
#include "demandcast/data/moving_holidays.h"
#include "demandcast/data/timestamp.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;
constexpr Period kRememberedBehind = 10'000, kRememberedAhead = 400;

/// From the first to the last distance from a feast that has a place; empty by default.
struct Reach {
  int first = 0, last = -1;
  int places() const { return last - first + 1; }
  bool holds(int distance) const { return first <= distance && distance <= last; }
};

/// A day of every year: a fixed date, or `shift` days after a holiday that moves.
struct Feast {
  std::string_view moving;  ///< empty = a fixed date
  int month = 0, day = 0;
  int shift = 0;
  Reach weeks, days;  ///< where periods are weeks, where they are days
};

constexpr std::array<Feast, 8> kFeasts{{{"", 12, 25, 0, {-3, 1}, {-4, 8}},
                                        {"thanksgiving", 0, 0, 0, {-1, 1}, {-1, 3}},
                                        {"labor_day", 0, 0, 0, {-1, 0}, {}},
                                        {"easter", 0, 0, 0, {}, {-3, 2}},
                                        {"easter", 0, 0, 39, {}, {0, 0}},   // Ascension
                                        {"easter", 0, 0, 50, {}, {-2, 0}},  // Whitsun, with its Monday
                                        {"easter", 0, 0, 60, {}, {0, 0}},   // Corpus Christi
                                        {"", 5, 1, 0, {}, {0, 0}}}};

bool is_days(const Frequency& frequency) { return frequency.unit() == FrequencyUnit::kDay; }

const Reach& reach_of(const Feast& feast, bool days) { return days ? feast.days : feast.weeks; }

bool may_have_feasts(const Frequency& frequency) {
  return frequency.multiple() == 1 && (frequency.unit() == FrequencyUnit::kWeek || is_days(frequency));
}

/// The nearest of one date a year; the earlier of two.
Timestamp nearest_date(int month, int day_of_month, Timestamp day) {
  const int year = static_cast<int>(date_of(day).year);
  Timestamp nearest = timestamp_of({year - 1, month, day_of_month});
  for (const int other : {year, year + 1}) {
    const Timestamp at = timestamp_of({other, month, day_of_month});
    if (std::llabs(at - day) < std::llabs(nearest - day)) nearest = at;
  }
  return nearest;
}

Timestamp nearest_feast(const Feast& feast, Timestamp day) {
  if (feast.moving.empty()) return nearest_date(feast.month, feast.day, day);
  const Timestamp shift = feast.shift * kDay;
  return nearest_moving_holiday(feast.moving, day - shift) + shift;
}

/// Whole units of `unit` days from a feast to a day; of weeks 0 for it and the six days after, -1 for the seven before.
int distance_from(const Feast& feast, Timestamp day, int unit) {
  const Timestamp days = (day - nearest_feast(feast, day)) / kDay;
  return static_cast<int>(days >= 0 ? days / unit : -((-days + unit - 1) / unit));
}

/// The place among those of all feasts of the nearest feast; the first of two that are as near.
std::size_t feast_of(Timestamp day, bool days) {
  std::size_t found = YearPlace::kNoFeast, before = 0;
  int nearest = std::numeric_limits<int>::max();
  for (const Feast& feast : kFeasts) {
    const Reach& reach = reach_of(feast, days);
    const int distance = distance_from(feast, day, days ? 1 : 7);
    if (reach.holds(distance) && std::abs(distance) < nearest) {
      nearest = std::abs(distance);
      found = before + static_cast<std::size_t>(distance - reach.first);
    }
    before += static_cast<std::size_t>(reach.places());
  }
  return found;
}

Timestamp midnight_of(Timestamp time) { return time - ((time % kDay) + kDay) % kDay; }

std::ptrdiff_t day_of_year(Timestamp time) {
  return (midnight_of(time) - timestamp_of({date_of(time).year, 1, 1})) / kDay;
}

}  // namespace

YearCalendar YearCalendar::with_feasts(const PanelStream& training) {
  Period first = std::numeric_limits<Period>::max(), newest = std::numeric_limits<Period>::min();
  YearCalendar calendar;
  Frequency of = Frequency::parse("1");
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      of = view.frequency();
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        first = std::min(first, view.series(i).first_period());
        newest = std::max(newest, view.origin(i));
      }
    });
  }
  if (!may_have_feasts(of) || newest < first) return calendar;
  calendar.feasts_ = true;
  first = std::max(first, newest - kRememberedBehind);
  if (of.unit() == FrequencyUnit::kWeek) {
    calendar.phase_ = static_cast<std::size_t>(day_of_year(of.timestamp_of(newest)) % 7);
  }
  std::vector<YearPlace> places;
  for (Period period = first; period <= newest + kRememberedAhead; ++period) {
    places.push_back(calendar.found_place(of, period));
  }
  calendar.first_ = first;
  calendar.remembered_ = std::move(places);
  return calendar;
}

std::size_t YearCalendar::weeks(const Frequency& frequency) const { return year_positions(frequency); }

std::size_t YearCalendar::positions(const Frequency& frequency) const { return kinds(frequency).size(); }

std::vector<std::size_t> YearCalendar::kinds(const Frequency& frequency) const {
  std::vector<std::size_t> kinds(weeks(frequency), 0);
  if (!feasts_) return kinds;
  for (const Feast& feast : kFeasts) {
    const auto places = static_cast<std::size_t>(reach_of(feast, is_days(frequency)).places());
    kinds.insert(kinds.end(), places, 1);
  }
  return kinds;
}

YearPlace YearCalendar::place(const Frequency& frequency, Period period) const {
  const Period at = period - first_;
  if (at >= 0 && at < std::ssize(remembered_)) return remembered_[static_cast<std::size_t>(at)];
  return found_place(frequency, period);
}

YearPlace YearCalendar::found_place(const Frequency& frequency, Period period) const {
  if (!feasts_) return {year_position(frequency, period)};
  const Timestamp time = midnight_of(frequency.timestamp_of(period));
  const std::ptrdiff_t day = day_of_year(time) + 3 - static_cast<std::ptrdiff_t>(phase_);
  const auto last = static_cast<std::ptrdiff_t>(weeks(frequency)) - 1;
  YearPlace place{static_cast<std::size_t>(day < 0 ? last : std::min(day / 7, last))};
  const std::size_t feast = feast_of(end_of_period(frequency, period) - kDay, is_days(frequency));
  if (feast != YearPlace::kNoFeast) place.feast = weeks(frequency) + feast;
  return place;
}

double YearCalendar::factor(std::span<const double> index, const Frequency& frequency, Period period) const {
  const YearPlace of = place(frequency, period);
  return of.feast == YearPlace::kNoFeast ? index[of.week] : index[of.week] * index[of.feast];
}

}  // namespace demandcast
