// The frequency of a catalogue, given or found, and the period of every row; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "demandcast/data/keyed_rows.h"

namespace demandcast {

inline constexpr Period kNoPeriod = std::numeric_limits<Period>::min();

/// The dates that a frequency is told from: those in rows with an id, and in plans that come after the last demand.
struct DatesOfCatalogue {
  std::vector<std::vector<Timestamp>> of_series;  ///< of some series, each in order, distinct
  std::vector<Timestamp> all;                     ///< of all rows, in order, distinct
  bool integers = false;                          ///< dates are integers that count periods
  bool unread = false;                            ///< some row has no date, or one that was not understood
  bool any_rows = false;
};

/// `spelling` where given, a multiple laid through the first date that its unit holds. Otherwise the frequency that
/// most series follow: each that has 8 dates or more is asked for its own; the most frequent answer wins, the finer one
/// when two are equally frequent. Where no series is that long all dates together are asked. Integers count in steps of
/// 1. Nothing, with a fault noted, when no frequency fits; where dates could not be read, that is fault enough.
std::optional<Frequency> choose_frequency(const std::string& spelling, const DatesOfCatalogue& dates,
                                          const std::string& time_column, FaultList& faults);

/// [row] the row's period; kNoPeriod where it has no date, or, with a fault noted, where its date is none of the grid.
std::vector<Period> periods_of(const KeyedRows& rows, const Frequency& frequency, FaultList& faults);

}  // namespace demandcast
