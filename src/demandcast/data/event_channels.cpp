// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/event_channels.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <map>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/data/calendar.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;
constexpr float kNotGiven = std::numeric_limits<float>::quiet_NaN();
constexpr Period kNearPeriods = 8;
constexpr int kNearDays = 28, kDaysAhead = 731;

/// Which series the rows of a table concern.
class EventScope {
 public:
  EventScope(const Panel& panel, const EventTable& events, const std::string& id) : panel_(panel), events_(events) {
    for (const std::string& name : events.scope_columns) {
      columns_.push_back(panel.find_static(name));
      if (name == id) id_ = columns_.size() - 1;
      if (name != id && columns_.back() == nullptr) refuse(name, id);
    }
  }

  std::vector<std::uint32_t> series_of(const EventTable::Row& row) const {
    std::vector<std::uint32_t> concerned;
    if (id_ < row.scope.size() && !row.scope[id_].empty()) {
      const auto found = panel_.find(row.scope[id_]);
      if (found && meets(row, *found)) concerned.push_back(static_cast<std::uint32_t>(*found));
      return concerned;
    }
    for (std::size_t i = 0; i < panel_.series_count(); ++i) {
      if (meets(row, i)) concerned.push_back(static_cast<std::uint32_t>(i));
    }
    return concerned;
  }

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  bool meets(const EventTable::Row& row, std::size_t series) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c != id_ && !row.scope[c].empty() && !has(*columns_[c], series, row.scope[c])) return false;
    }
    return true;
  }

  static bool has(const StaticColumn& column, std::size_t series, const std::string& wanted) {
    if (column.kind == StaticKind::kCategory) {
      const std::int32_t code = column.codes[series];
      return code >= 0 && column.categories[static_cast<std::size_t>(code)] == wanted;
    }
    double number = 0;
    const auto [stop, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    return error == std::errc{} && stop == wanted.data() + wanted.size() && column.width == 1 &&
           column.numbers[series] == static_cast<float>(number);
  }

  [[noreturn]] void refuse(const std::string& name, const std::string& id) const {
    std::vector<std::string> known{id};
    for (const StaticColumn& column : panel_.statics()) known.push_back(column.name);
    throw ConfigError(fmt::format("\"{}\": {}; a column besides event, first and last says whom an event concerns",
                                  events_.place, unknown_name_message("id or static", name, known)));
  }

  const Panel& panel_;
  const EventTable& events_;
  std::vector<const StaticColumn*> columns_;
  std::size_t id_ = kNone;
};

/// The periods of both channels, and how one row of them is filled.
class EventCalendar {
 public:
  EventCalendar(const Panel& panel, Period newest) : frequency_(panel.frequency()), first_(newest) {
    const Timestamp here = days_of(frequency_, newest).first;
    near_ = std::max<Period>(kNearPeriods, std::llabs(periods_to_day(frequency_, newest, here - kNearDays * kDay)));
    last_ = newest + periods_to_day(frequency_, newest, here + kDaysAhead * kDay);
    for (std::size_t i = 0; i < panel.series_count(); ++i) first_ = std::min(first_, panel.first_period(i));
  }

  Period first() const { return first_; }

  /// Adds the rows of one event as one row of each channel.
  void add(const EventTable& events, const std::vector<std::uint32_t>& rows, Channel& on, Channel& to) const {
    const std::vector<float> shares = shares_of(events, rows);
    const auto near = static_cast<std::size_t>(near_);
    on.values.insert(on.values.end(), shares.begin() + near_, shares.end() - near_);
    const std::vector<float> distances = distances_of(shares);
    to.values.insert(to.values.end(), distances.begin() + near_, distances.end() - static_cast<std::ptrdiff_t>(near));
    for (Channel* channel : {&on, &to}) {
      channel->first_period.push_back(first_);
      channel->offsets.push_back(std::ssize(channel->values));
    }
  }

 private:
  /// From `near_` periods before the first to as many after the last.
  std::vector<float> shares_of(const EventTable& events, const std::vector<std::uint32_t>& rows) const {
    const Period from = first_ - near_, to = last_ + near_;
    std::vector<float> shares(static_cast<std::size_t>(to - from + 1), 0.0F);
    for (const std::uint32_t number : rows) {
      const EventTable::Row& row = events.rows[number];
      const Period begins = from + periods_to_day(frequency_, from, row.first);
      const Period ends = to + periods_to_day(frequency_, to, row.last);
      for (Period period = std::max(from, begins); period <= std::min(to, ends); ++period) {
        const DaySpan days = days_of(frequency_, period);
        const Timestamp taken = std::min(days.end, row.last + kDay) - std::max(days.first, row.first);
        float& share = shares[static_cast<std::size_t>(period - from)];
        share = std::min(1.0F, share + static_cast<float>(taken / kDay) / static_cast<float>(days.count()));
      }
    }
    return shares;
  }

  std::vector<float> distances_of(const std::vector<float>& shares) const {
    std::vector<float> distances(shares.size(), kNotGiven);
    Period since = near_ + 1;  // periods since the last one that an event touches
    for (std::size_t t = 0; t < shares.size(); ++t) {
      since = shares[t] > 0 ? 0 : since + 1;
      if (since <= near_) distances[t] = -static_cast<float>(since);
    }
    Period ahead = near_ + 1;
    for (std::size_t t = shares.size(); t-- > 0;) {
      ahead = shares[t] > 0 ? 0 : ahead + 1;
      if (ahead <= near_ && !(static_cast<float>(ahead) > -distances[t])) distances[t] = static_cast<float>(ahead);
    }
    return distances;
  }

  const Frequency& frequency_;
  Period first_, last_ = 0, near_ = 0;
};

/// Two channels of one event.
void add_event(const Panel& panel, const EventTable& events, std::size_t event, const EventCalendar& calendar,
               const EventScope& scope, std::vector<Channel>& channels) {
  std::vector<std::vector<std::uint32_t>> rows_of(panel.series_count());
  for (std::size_t row = 0; row < events.rows.size(); ++row) {
    if (events.rows[row].event != event) continue;
    for (const std::uint32_t series : scope.series_of(events.rows[row])) {
      rows_of[series].push_back(static_cast<std::uint32_t>(row));
    }
  }
  Channel on{"on_" + events.names[event], ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  Channel to{"to_" + events.names[event], ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  std::map<std::vector<std::uint32_t>, std::int32_t> places;
  for (const auto& rows : rows_of) {
    const auto [place, is_new] = places.try_emplace(rows, static_cast<std::int32_t>(places.size()));
    if (is_new) calendar.add(events, rows, on, to);
    on.row_of_series.push_back(place->second);
  }
  to.row_of_series = on.row_of_series;
  for (Channel* channel : {&on, &to}) {
    if (std::ranges::count(channels, channel->name, &Channel::name) > 0) {
      throw ConfigError(
          fmt::format("\"{}\": the event \"{}\" makes a column \"{}\", and the data have one of that name",
                      events.place, events.names[event], channel->name));
    }
    channels.push_back(std::move(*channel));
  }
}

}  // namespace

Panel with_events(const Panel& panel, const EventTable& events, const std::string& id, Period newest) {
  if (panel.frequency().unit() == FrequencyUnit::kInteger) {
    throw ConfigError(fmt::format("\"{}\": events have dates, and the periods of the data are integers", events.place));
  }
  const EventScope scope(panel, events, id);
  const EventCalendar calendar(panel, newest);
  std::vector<Channel> channels = panel.channels();
  for (std::size_t event = 0; event < events.names.size(); ++event) {
    add_event(panel, events, event, calendar, scope, channels);
  }
  SeriesCells cells;
  for (std::size_t i = 0; i < panel.series_count(); ++i) cells.add(panel, i);
  return Panel::of_cells(panel.frequency(), std::move(cells), std::move(channels), panel.statics());
}

void note_events(const Panel& panel, const EventTable& events, const std::string& id, Period newest,
                 FaultList& faults) {
  const EventScope scope(panel, events, id);
  const Timestamp known = end_of_period(panel.frequency(), newest);
  std::vector<Timestamp> last(events.names.size(), std::numeric_limits<Timestamp>::min());
  for (std::size_t row = 0; row < events.rows.size(); ++row) {
    Timestamp& newest_day = last[events.rows[row].event];
    newest_day = std::max(newest_day, events.rows[row].last);
    if (!scope.series_of(events.rows[row]).empty()) continue;
    faults.add(fault::kIdleEvent, "",
               [&] { return fmt::format("{} (row {})", events.names[events.rows[row].event], row + 1); });
  }
  for (std::size_t event = 0; event < events.names.size(); ++event) {
    if (last[event] >= known) continue;
    faults.add(fault::kPastEvent, "",
               [&] { return fmt::format("{}, {}", events.names[event], format_timestamp(last[event])); });
  }
}

}  // namespace demandcast
