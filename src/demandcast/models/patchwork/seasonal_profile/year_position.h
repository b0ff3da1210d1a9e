// Where in the year a period lies.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "demandcast/data/frequency.h"

namespace demandcast {

/// Positions of a year: 4 quarters, 12 months, else 52 weeks (of seven days from January 1, the last one longer); 1
/// for integers and years, which have no season within a year.
std::size_t year_positions(const Frequency& frequency);

/// Position of a period by its date, below year_positions.
std::size_t year_position(const Frequency& frequency, Period period);

/// Periods of about a year, at least 1.
Period periods_in_year(const Frequency& frequency);

}  // namespace demandcast
