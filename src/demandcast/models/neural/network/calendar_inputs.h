// The calendar as a network reads it, period by period, computed once.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/data/frequency.h"
#include "demandcast/data/horizon.h"

namespace demandcast::neural {

/// Three harmonics of the place in the year; for months one of twelve, for days and shorter one of seven weekdays, for
/// shorter than a day one of 24 hours; for days and weeks, for Christmas and each moving holiday, one of the distances
/// -2 .. 2 in periods. Nothing for integers, which lie on no calendar.
class CalendarInputs {
 public:
  /// Memory and time: O(periods from `first` to `last`).
  CalendarInputs(const Frequency& frequency, Period first, Period last);
  int width() const { return width_; }
  /// Of a period between first and last.
  std::span<const float> at(Period period) const;
  /// The mean over the target's periods into `inputs` [width].
  void write(Period origin, const Span& target, std::span<float> inputs) const;

 private:
  Period first_;
  int width_;
  std::vector<float> values_;  ///< [period, input]
};

}  // namespace demandcast::neural
