// Dates written with the day or the month first; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "demandcast/data/date_order.h"
#include "demandcast/data/timestamp.h"

namespace demandcast {

/// A date of `order`, with or without a time behind it: what parse_timestamp reads for kYearFirst; "31.12.2024",
/// "31/12/2024", "31-12-2024" or "1/2/2024 13:45" for kDayFirst, and the same with the month in front for kMonthFirst.
/// The year has four digits.
std::optional<Timestamp> parse_date(std::string_view text, DateOrder order);

/// How the dates of one column are written.
struct DateStyle {
  DateOrder order = DateOrder::kYearFirst;
  bool ambiguous = false;    ///< day first and month first fit equally well, and differ
  std::string_view example;  ///< then a text that is two dates
};

/// The order in which most of `texts` are dates. Those with points have the day first; those with the year first are
/// read so in any case.
DateStyle find_date_style(std::span<const std::string> texts);

}  // namespace demandcast
