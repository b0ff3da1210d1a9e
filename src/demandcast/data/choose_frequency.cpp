// A vote of the series on the frequency that they share.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/choose_frequency.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "demandcast/data/mixed_frequency.h"

namespace demandcast {
namespace {

constexpr std::size_t kAsked = 1000, kEnoughDates = 8;

void sort_distinct(std::vector<Timestamp>& times) {
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
}

std::vector<Timestamp> dates_of(const KeyedRows& rows, const RowGroups& groups, const RowGroup& group) {
  std::vector<Timestamp> dates;
  for (std::size_t i = group.begin; i < group.end; ++i) dates.push_back(rows.times[groups.row(i)]);
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

struct Vote {
  Frequency frequency;
  std::size_t voters = 0;
  std::vector<Timestamp> dates;
};

/// What the asked series say, by name of the frequency.
std::map<std::string, Vote> votes_of(const KeyedRows& rows, const RowGroups& groups) {
  std::map<std::string, Vote> votes;
  const std::size_t stride = groups.series.size() / kAsked + 1;
  for (std::size_t i = 0; i < groups.series.size(); i += stride) {
    const auto dates = dates_of(rows, groups, groups.series[i]);
    if (dates.size() < kEnoughDates) continue;
    const auto own = Frequency::find(dates);
    if (!own) continue;
    Vote& vote = votes[own->name()];
    vote.frequency = *own;
    ++vote.voters;
    vote.dates.insert(vote.dates.end(), dates.begin(), dates.end());
  }
  return votes;
}

bool finer(const Frequency& a, const Frequency& b) {
  return a.timestamp_of(1) - a.timestamp_of(0) < b.timestamp_of(1) - b.timestamp_of(0);
}

/// Voters of one name may differ in phase: then their dates together have a finer grid.
std::optional<Frequency> winner_of(std::map<std::string, Vote>& votes) {
  Vote* best = nullptr;
  for (auto& [name, vote] : votes) {
    const bool wins =
        !best || vote.voters > best->voters || (vote.voters == best->voters && finer(vote.frequency, best->frequency));
    if (wins) best = &vote;
  }
  if (!best) return std::nullopt;
  sort_distinct(best->dates);
  return Frequency::find(best->dates);
}

std::vector<Timestamp> all_dates(const KeyedRows& rows) {
  std::vector<Timestamp> dates = rows.times;
  std::erase(dates, TimeColumn::kNoTime);
  sort_distinct(dates);
  return dates;
}

std::optional<Frequency> find_frequency(const KeyedRows& rows, const RowGroups& groups) {
  auto votes = votes_of(rows, groups);
  if (const auto winner = winner_of(votes)) return winner;
  return Frequency::find(all_dates(rows));
}

Frequency given_frequency(const std::string& spelling, const KeyedRows& rows) {
  const Frequency unit = Frequency::parse(spelling);
  if (unit.multiple() == 1) return unit;
  for (const Timestamp date : all_dates(rows)) {
    const Frequency aligned = unit.aligned_to(date);
    if (aligned.period_at(date)) return aligned;
  }
  return unit;
}

}  // namespace

std::optional<Frequency> choose_frequency(const std::string& spelling, const KeyedRows& rows, const RowGroups& groups) {
  if (!spelling.empty()) {
    const Frequency given = given_frequency(spelling, rows);
    if ((given.unit() == FrequencyUnit::kInteger) == rows.integer_times) return given;
    if (!rows.dates_unread) rows.faults.add(fault::kBadFrequency, rows.time_column);
    return std::nullopt;
  }
  if (rows.integer_times) return Frequency::parse("1");
  const auto found = find_frequency(rows, groups);
  if (!found) {
    if (!rows.dates_unread && !groups.series.empty()) rows.faults.add(fault::kNoFrequency, rows.time_column);
    return std::nullopt;
  }
  return note_mixed_frequency(*found, rows, groups) ? std::nullopt : found;
}

namespace {

/// The periods of dates asked for before: rows of many series share few dates.
class PeriodMemory {
 public:
  explicit PeriodMemory(const Frequency& frequency) : frequency_(frequency), known_(kSlots) {}

  Period period_at(Timestamp time) {
    constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // spreads dates a whole number of days apart
    Known& known = known_[(static_cast<std::uint64_t>(time) * kGolden) >> (64 - kBits)];
    if (known.time != time) known = {time, frequency_.period_at(time).value_or(kNoPeriod)};
    return known.period;
  }

 private:
  static constexpr int kBits = 12;
  static constexpr std::size_t kSlots = std::size_t{1} << kBits;
  struct Known {
    Timestamp time = TimeColumn::kNoTime;
    Period period = kNoPeriod;
  };
  Frequency frequency_;
  std::vector<Known> known_;
};

}  // namespace

std::vector<Period> periods_of(const KeyedRows& rows, const Frequency& frequency) {
  std::vector<Period> periods;
  periods.reserve(rows.times.size());
  PeriodMemory memory(frequency);
  for (std::size_t row = 0; row < rows.times.size(); ++row) {
    periods.push_back(memory.period_at(rows.times[row]));
    if (periods[row] != kNoPeriod || rows.times[row] == TimeColumn::kNoTime) continue;
    rows.faults.add(fault::kOffGrid, rows.time_column, [&] { return rows.place(row); });
  }
  rows.faults.describe(fault::kOffGrid, rows.time_column,
                       fmt::format("dates that are no period of the frequency {}", frequency.name()));
  return periods;
}

}  // namespace demandcast
