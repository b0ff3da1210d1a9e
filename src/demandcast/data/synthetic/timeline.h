// The periods of a synthetic catalogue, and what the calendar gives each of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "demandcast/data/calendar.h"
#include "demandcast/data/synthetic/season.h"
#include "demandcast/data/synthetic_catalogue.h"

namespace demandcast::synthetic {

/// Index 0 is the first period; known y ends before `known`, plans before `rows`; seasons run `lead` further.
struct Timeline {
  Frequency frequency;
  Period first = 0;
  int known = 0, rows = 0, lead = 0;
  std::vector<Timestamp> dates;  ///< [rows + lead]
  std::vector<double> days;      ///< [rows + lead] number of days
  std::vector<int> weekday;      ///< [rows + lead]; -1 where a period is longer than a day
  /// [family][rows + lead] logarithm of the mean over the days of exp(log_season).
  std::array<std::vector<double>, kFamilies> log_season;

  double period_days() const { return days.front(); }
  /// The probability that what happens `yearly` times a year begins in period `t`; at most 1.
  double chance(double yearly, int t) const;
  /// `length_in_days` in whole periods, at least 1.
  int periods_of(double length_in_days) const;
  /// The share of period `t` that something of `length_in_days` fills; 1 when it outlasts the period.
  double share_of(double length_in_days, int t) const;
};

/// Throws ConfigError for a start that is no day, or a frequency of integers, hours or years.
Timeline make_timeline(const SyntheticCatalogueOptions& options);

}  // namespace demandcast::synthetic
