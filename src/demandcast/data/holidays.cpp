// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/holidays.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/data/holiday_table.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;

/// Lower-case letters and digits alone: "United-States" and "united_states" are one spelling.
std::string plain(std::string_view spelling) {
  std::string out;
  for (const char c : spelling) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

std::unordered_map<std::string, std::size_t> make_spellings() {
  std::unordered_map<std::string, std::size_t> index;
  const auto rows = holiday_table::countries();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::string_view rest = rows[i].spellings;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('|'), rest.size());
      index.emplace(plain(rest.substr(0, end)), i);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return index;
}

std::size_t country_index(std::string_view spelling) {
  static const auto index = make_spellings();
  if (const auto found = index.find(plain(spelling)); found != index.end()) return found->second;
  std::vector<std::string> names;
  for (const HolidayCountry& country : holiday_countries()) names.emplace_back(country.name);
  const std::string nearest = nearest_name(spelling, names);
  throw ConfigError(
      fmt::format("unknown country \"{}\"{}; wanted an ISO 3166 code such as DE or an English name such as Germany",
                  spelling, nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest)));
}

void check_years(const HolidayCountry& country, Timestamp from, Timestamp to) {
  const int first = date_of(from).year, last = date_of(to).year;
  if (first >= country.first_year && last <= country.last_year) return;
  throw DataError(
      fmt::format("holidays of {} are known from {} to {}; asked for {} to {}; keep the dates within, or leave the "
                  "country out",
                  country.name, country.first_year, country.last_year, first, last));
}

/// The first possible record of a day, at or after the first day of the table.
std::uint32_t record_of(Timestamp day) {
  const Timestamp start = timestamp_of({holiday_table::kFirstYear, 1, 1});
  return static_cast<std::uint32_t>((timestamp_of(date_of(day)) - start) / kDay) << holiday_table::kNameBits;
}

}  // namespace

const std::vector<HolidayCountry>& holiday_countries() {
  static const std::vector<HolidayCountry> all = [] {
    std::vector<HolidayCountry> countries;
    for (const auto& row : holiday_table::countries())
      countries.push_back({row.code, row.name, row.first_year, row.last_year});
    return countries;
  }();
  return all;
}

const HolidayCountry& find_holiday_country(std::string_view spelling) {
  return holiday_countries()[country_index(spelling)];
}

std::vector<Holiday> holidays_between(std::string_view country, Timestamp from, Timestamp to) {
  const std::size_t index = country_index(country);
  if (from > to) return {};
  check_years(holiday_countries()[index], from, to);
  const auto& row = holiday_table::countries()[index];
  const auto records = holiday_table::records().subspan(row.begin, row.end - row.begin);
  const auto first = std::lower_bound(records.begin(), records.end(), record_of(from));
  const auto last = std::lower_bound(first, records.end(), record_of(to + kDay));
  const Timestamp start = timestamp_of({holiday_table::kFirstYear, 1, 1});
  std::vector<Holiday> found;
  for (auto record = first; record != last; ++record) {
    const std::uint32_t name = *record & ((1U << holiday_table::kNameBits) - 1);
    found.push_back(
        {start + kDay * static_cast<Timestamp>(*record >> holiday_table::kNameBits), holiday_table::names()[name]});
  }
  return found;
}

}  // namespace demandcast
