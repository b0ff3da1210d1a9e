// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/plans_then.h"

#include <cmath>
#include <limits>

#include "demandcast/data/calendar.h"
#include "demandcast/pipeline/changed_plans.h"

namespace demandcast {
namespace {

/// One series' row of a channel, without what became known later.
class RowAsKnown {
 public:
  RowAsKnown(const Channel& channel, std::size_t row, Timestamp end, Period last)
      : channel_(channel), row_(row), end_(end), last_(last) {}

  void add_to(Channel& made) const {
    const auto begin = channel_.values.begin();
    const auto start = std::ssize(made.values);
    made.first_period.push_back(channel_.first_period[row_]);
    made.values.insert(made.values.end(), begin + channel_.offsets[row_], begin + channel_.offsets[row_ + 1]);
    made.offsets.push_back(std::ssize(made.values));
    const PlanVersions& all = channel_.versions;
    for (std::int64_t v = all.offsets[row_]; v < all.offsets[row_ + 1]; ++v)
      take(static_cast<std::size_t>(v), start, made);
    made.versions.offsets.push_back(std::ssize(made.versions.period));
  }

 private:
  void take(std::size_t version, std::int64_t start, Channel& made) const {
    const PlanVersions& all = channel_.versions;
    const Period period = all.period[version];
    if (period <= last_) {
      const bool known = all.known_at[version] < end_;
      float& cell = made.values[static_cast<std::size_t>(start + period - channel_.first_period[row_])];
      if (known) cell = all.values[version];
      if (!known && is_first(version)) cell = std::numeric_limits<float>::quiet_NaN();
      if (!known) return;
    }
    made.versions.period.push_back(period);
    made.versions.known_at.push_back(all.known_at[version]);
    made.versions.values.push_back(all.values[version]);
  }

  bool is_first(std::size_t version) const {
    const bool first_of_row = static_cast<std::int64_t>(version) == channel_.versions.offsets[row_];
    return first_of_row || channel_.versions.period[version - 1] != channel_.versions.period[version];
  }

  const Channel& channel_;
  std::size_t row_;
  Timestamp end_;
  Period last_;
};

Channel as_known(const Channel& channel, const PanelView& then, int steps) {
  if (channel.versions.empty()) return channel;
  Channel made;
  made.name = channel.name;
  made.role = channel.role;
  made.versions.offsets.push_back(0);
  for (std::size_t i = 0; i < then.series_count(); ++i) {
    const Period origin = then.origin(i);
    RowAsKnown(channel, channel.row(i), end_of_period(then.frequency(), origin), origin + steps).add_to(made);
  }
  return made;
}

bool same(double one, double other) { return one == other || (std::isnan(one) && std::isnan(other)); }

}  // namespace

Panel plans_as_known(const Panel& panel, const PanelView& then, int steps) {
  std::vector<Channel> channels;
  for (const Channel& channel : panel.channels()) channels.push_back(as_known(channel, then, steps));
  SeriesCells cells;
  for (std::size_t i = 0; i < panel.series_count(); ++i) cells.add(panel, i);
  return Panel::of_cells(panel.frequency(), std::move(cells), std::move(channels), panel.statics());
}

Panel plans_of_table(const Panel& panel, const PanelView& then, int steps, const std::string& table,
                     const DataSource& names) {
  Scenario scenario;
  scenario.replacement = table;
  return change_plans(then, panel, steps, scenario, names, "").panel;
}

std::vector<PlanDifference> plan_differences(const SeriesView& then, const std::vector<Channel>& channels_then,
                                             const SeriesView& now, const std::vector<Channel>& channels_now,
                                             Period last) {
  std::vector<PlanDifference> differences;
  for (std::size_t c = 0; c < channels_now.size(); ++c) {
    if (channels_now[c].role != ChannelRole::kKnownFuture) continue;
    const Period first = now.first_period();
    const std::vector<double> old_plans = then.channel(channels_then[c], first, last);
    const std::vector<double> new_plans = now.channel(channels_now[c], first, last);
    PlanDifference told{channels_now[c].name, 0, "", 0, 0};
    bool ahead = false;
    for (std::size_t t = 0; t < new_plans.size(); ++t) {
      if (same(old_plans[t], new_plans[t])) continue;
      ++told.periods;
      if (ahead) continue;
      const Period period = first + static_cast<Period>(t);
      ahead = period > now.origin();
      told.date = now.frequency().format(period);
      told.then = old_plans[t];
      told.now = new_plans[t];
    }
    if (told.periods > 0) differences.push_back(std::move(told));
  }
  return differences;
}

}  // namespace demandcast
