// The frequency of a file, given or found, and the period of every row; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "demandcast/data/group_rows.h"

namespace demandcast {

inline constexpr Period kNoPeriod = std::numeric_limits<Period>::min();

/// `spelling` where given, a multiple laid through the first date that its unit holds. Otherwise the frequency that
/// most series follow: each of up to 1000 series, evenly spread and of 8 dates or more, is asked for its own; the most
/// frequent answer wins, the finer one when two are equally frequent. Where no series is that long all dates together
/// are asked. Integers count in steps of 1. Nothing, with a fault noted, when no frequency fits or, where none is
/// given, when some series follow another than most (note_mixed_frequency). Where dates could not be read, that is
/// fault enough.
std::optional<Frequency> choose_frequency(const std::string& spelling, const KeyedRows& rows, const RowGroups& groups);

/// [row] the row's period; kNoPeriod where it has no date, or, with a fault noted, where its date is none of the grid.
std::vector<Period> periods_of(const KeyedRows& rows, const Frequency& frequency);

}  // namespace demandcast
