// Public holidays of 250 countries and territories.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/timestamp.h"

namespace demandcast {

struct Holiday {
  Timestamp day = 0;      ///< its midnight
  std::string_view name;  ///< English where the source has it; "(observed)", "(estimated)" as the source says
  bool operator==(const Holiday&) const = default;
};

/// A country or territory of which holidays are known.
struct HolidayCountry {
  std::string_view code;              ///< ISO 3166-1 alpha-2: "DE"
  std::string_view name;              ///< "Germany"
  int first_year = 0, last_year = 0;  ///< for which its holidays are known
};

/// All of them, by code. The table is made at build time from the Python package `holidays` (docs/third_party.md).
const std::vector<HolidayCountry>& holiday_countries();

/// The country of a code of two or three letters or an English name, whatever its case, spaces and hyphens: "DE",
/// "deu", "Germany", "united-states". Throws ConfigError with the nearest name.
const HolidayCountry& find_holiday_country(std::string_view spelling);

/// National public holidays of a country from the day of `from` to the day of `to` inclusive, by day, then by name; two
/// names may fall on one day. Those of a part of a country alone (a state) are not in the table. Throws ConfigError for
/// an unknown country and DataError where a year is not known: an empty answer would say that shops were open. O(log n
/// + what is found).
std::vector<Holiday> holidays_between(std::string_view country, Timestamp from, Timestamp to);

}  // namespace demandcast
