// The step of a panel's calendar, and the integers by which its periods are counted.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "demandcast/data/timestamp.h"

namespace demandcast {

/// Index of a period at a panel's frequency; consecutive periods are consecutive integers, dates before 1970 negative.
using Period = std::int64_t;

enum class FrequencyUnit { kInteger, kMinute, kHour, kDay, kWeek, kMonth, kQuarter, kYear };

/// How far apart two periods are and on which day a period is dated. Spelled as in pandas, old and new: "D", "W-FRI",
/// "MS", "ME"/"M", "QS", "QE"/"Q", "YS"/"AS", "YE"/"Y"/"A", "h"/"H", "15min"/"15T"; "1" = integers; a multiple in front
/// ("2W-MON", "4h"). Quarters and years take the month of their anchor ("QS-FEB", "YE-JUN"). "W" alone is "W-SUN".
class Frequency {
 public:
  /// Throws ConfigError that lists the known spellings.
  static Frequency parse(std::string_view spelling);
  /// The frequency whose grid holds all `times` (sorted, distinct; of one or several series together) with the coarsest
  /// step. Where no two of them are neighbours, their common step is taken as a multiple ("2W-MON") if three times or
  /// more keep it everywhere, or if five or more are multiples of it. Nothing when no step of a minute or more is left.
  static std::optional<Frequency> find(std::span<const Timestamp> times);

  Frequency() = default;

  /// The period dated exactly at `time`; nothing when no period is.
  std::optional<Period> period_at(Timestamp time) const;
  /// The date that `period` carries in files.
  Timestamp timestamp_of(Period period) const;
  /// The same step with its grid laid through `time`: the spelling of a multiple leaves open through which (every
  /// second day, but which?). Itself when no period of its unit is dated at `time`.
  Frequency aligned_to(Timestamp time) const;
  /// The spelling that pandas gives today: "W-FRI", "ME", "h".
  std::string name() const;
  /// "2026-11-24", or the integer.
  std::string format(Period period) const;

  FrequencyUnit unit() const { return unit_; }
  int multiple() const { return multiple_; }
  bool dated_at_end() const { return at_end_; }
  /// The season that a model takes when none is given: 24 hours, 7 days, 52 weeks, 12 months, 4 quarters, 1 year.
  int default_season() const;
  /// One word for a period, for charts and messages: "week", "day", "month", ...
  std::string period_word() const;

  bool operator==(const Frequency&) const = default;

 private:
  FrequencyUnit unit_ = FrequencyUnit::kDay;
  int multiple_ = 1;
  int anchor_ = 0;          ///< weekday 0..6 of a week; month 1..12 in which a quarter or year starts or ends
  bool at_end_ = false;     ///< months, quarters, years dated at their last day
  std::int64_t phase_ = 0;  ///< offset of the grid for multiples above 1, in units
};

}  // namespace demandcast
