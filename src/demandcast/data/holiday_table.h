// The table of public holidays that the build makes; private to this room (see holidays.h).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace demandcast::holiday_table {

struct CountryRow {
  const char* code;       ///< ISO 3166-1 alpha-2
  const char* name;       ///< in English
  const char* spellings;  ///< all that name it, divided by "|"
  int first_year, last_year;
  std::uint32_t begin, end;  ///< its records
};

/// A record: days since 1990-01-01, above the 15 bits of the name's number. Sorted within a country.
constexpr int kNameBits = 15;
constexpr int kFirstYear = 1990;

std::span<const CountryRow> countries();  ///< by code
std::span<const char* const> names();     ///< UTF-8
std::span<const std::uint32_t> records();

}  // namespace demandcast::holiday_table
