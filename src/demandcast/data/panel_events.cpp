// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "demandcast/core/error.h"
#include "demandcast/data/calendar.h"
#include "demandcast/data/event_channels.h"
#include "demandcast/data/holidays.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;
constexpr int kDaysBefore = 366, kDaysAhead = 731 + 366;

/// The days of a country's holidays as rows of the table; `scope` is what concerns its series.
void add_country(const std::string& spelling, Timestamp from, Timestamp newest, const std::vector<std::string>& scope,
                 EventTable& events) {
  const HolidayCountry& country = find_holiday_country(spelling);
  const Timestamp end = timestamp_of({country.last_year, 12, 31});
  if (newest > end || from + kDaysBefore * kDay < timestamp_of({country.first_year, 1, 1})) {
    throw DataError(fmt::format("--holidays: those of {} are known from {} to {}, and the data reach from {} to {}",
                                country.name, country.first_year, country.last_year,
                                format_timestamp(from + kDaysBefore * kDay), format_timestamp(newest)));
  }
  const Timestamp first = std::max(from, timestamp_of({country.first_year, 1, 1}));
  for (const Holiday& holiday : holidays_between(country.code, first, std::min(end, newest + kDaysAhead * kDay))) {
    events.rows.push_back({0, holiday.day, holiday.day, scope});
  }
}

}  // namespace

EventTable holiday_events(const Panel& panel, const std::string& country_or_static, Period newest) {
  EventTable events;
  events.place = "--holidays " + country_or_static;
  events.names = {"holiday"};
  const Frequency& frequency = panel.frequency();
  if (frequency.unit() == FrequencyUnit::kInteger) {
    throw ConfigError("--holidays: holidays have dates, and the periods of the data are integers");
  }
  Period oldest = newest;
  for (std::size_t i = 0; i < panel.series_count(); ++i) oldest = std::min(oldest, panel.first_period(i));
  const Timestamp from = days_of(frequency, oldest).first - kDaysBefore * kDay;
  const Timestamp known = days_of(frequency, newest).end - kDay;
  const StaticColumn* countries = panel.find_static(country_or_static);
  if (countries == nullptr) {
    add_country(country_or_static, from, known, {}, events);
    return events;
  }
  if (countries->kind != StaticKind::kCategory) {
    throw ConfigError(
        fmt::format("--holidays: the static \"{}\" holds no names or codes of countries", countries->name));
  }
  events.scope_columns = {countries->name};
  for (const std::string& country : countries->categories) add_country(country, from, known, {country}, events);
  return events;
}

PanelEvents::PanelEvents(EventSource source) : source_(std::move(source)) {
  if (!source_.table.empty()) table_ = read_event_table(source_.table);
}

Panel PanelEvents::add_to(Panel panel, const std::string& id, Period newest) const {
  if (table_) panel = with_events(panel, *table_, id, newest);
  if (source_.holidays.empty()) return panel;
  return with_events(panel, holiday_events(panel, source_.holidays, newest), id, newest);
}

void PanelEvents::note(const Panel& panel, const std::string& id, Period newest, FaultList& faults) const {
  if (table_) note_events(panel, *table_, id, newest, faults);
}

}  // namespace demandcast
