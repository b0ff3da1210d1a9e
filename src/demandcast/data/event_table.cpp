// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/event_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

/// A table all of whose columns but dates are texts.
Table read_as_texts(const std::string& path) {
  std::vector<std::string> texts;
  for (const TableColumn& column : read_table(path).columns) {
    if (!std::holds_alternative<TimeColumn>(column.values)) texts.push_back(column.name);
  }
  return read_table(path, {}, texts);
}

std::string text_at(const TableColumn& column, std::size_t row) {
  const auto* text = std::get_if<TextColumn>(&column.values);
  if (text == nullptr || text->codes[row] < 0) return "";
  return text->dictionary[static_cast<std::size_t>(text->codes[row])];
}

class EventReader {
 public:
  explicit EventReader(const std::string& path) : path_(path), table_(read_as_texts(path)) {}

  EventTable read() {
    const TableColumn& event = needed({"event"}, "the event's name");
    const TableColumn& first = needed({"first", "date", "ds"}, "its first day");
    const TableColumn* last = table_.find("last");
    std::vector<const TableColumn*> scopes;
    for (const TableColumn& column : table_.columns) {
      if (&column == &event || &column == &first || &column == last) continue;
      scopes.push_back(&column);
      events_.scope_columns.push_back(column.name);
    }
    events_.place = path_;
    take_names(event);
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      EventTable::Row& told = events_.rows.emplace_back();
      told.event = static_cast<std::size_t>(std::ranges::lower_bound(events_.names, text_at(event, row)) -
                                            events_.names.begin());
      const auto begins = day_at(first, row);
      if (!begins) refuse(row, fmt::format("\"{}\" is no day such as 2024-11-29", written_at(first, row)));
      told.first = told.last = *begins;
      if (last != nullptr) take_last(*last, row, told);
      for (const TableColumn* scope : scopes) told.scope.push_back(text_at(*scope, row));
    }
    return std::move(events_);
  }

 private:
  const TableColumn& needed(const std::vector<std::string>& names, const char* what) const {
    for (const std::string& name : names) {
      if (const TableColumn* column = table_.find(name)) return *column;
    }
    throw DataError(fmt::format("\"{}\": no column \"{}\" with {}; there are: {}", path_, names.front(), what,
                                fmt::join(table_.column_names(), ", ")));
  }

  void take_names(const TableColumn& event) {
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      events_.names.push_back(text_at(event, row));
      if (events_.names.back().empty()) refuse(row, "the event has no name");
    }
    std::ranges::sort(events_.names);
    const auto repeats = std::ranges::unique(events_.names);
    events_.names.erase(repeats.begin(), repeats.end());
    if (events_.names.size() <= kMostEvents) return;
    throw DataError(fmt::format("\"{}\": {} different events, at most {} wanted; give those that are alike one name",
                                path_, events_.names.size(), kMostEvents));
  }

  void take_last(const TableColumn& last, std::size_t row, EventTable::Row& told) const {
    const std::string text = written_at(last, row);
    if (text.empty()) return;
    const auto ends = day_at(last, row);
    if (!ends) refuse(row, fmt::format("\"{}\" is no day such as 2024-11-29", text));
    if (*ends < told.first) refuse(row, fmt::format("it ends on {}, before it begins", format_timestamp(*ends)));
    told.last = *ends;
  }

  static std::string written_at(const TableColumn& column, std::size_t row) {
    const auto* dates = std::get_if<TimeColumn>(&column.values);
    if (dates == nullptr) return text_at(column, row);
    return dates->times[row] == TimeColumn::kNoTime ? "" : format_timestamp(dates->times[row]);
  }

  static std::optional<Timestamp> day_at(const TableColumn& column, std::size_t row) {
    const auto time = parse_timestamp(written_at(column, row));
    if (!time) return std::nullopt;
    return timestamp_of(date_of(*time));
  }

  [[noreturn]] void refuse(std::size_t row, const std::string& what) const {
    throw DataError(fmt::format("\"{}\", row {}: {}", path_, row + 1, what));
  }

  std::string path_;
  Table table_;
  EventTable events_;
};

}  // namespace

EventTable read_event_table(const std::string& path) { return EventReader(path).read(); }

}  // namespace demandcast
