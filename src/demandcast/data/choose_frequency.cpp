// A vote of the series on the frequency that they share.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/choose_frequency.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace demandcast {
namespace {

constexpr std::size_t kEnoughDates = 8;

struct Vote {
  Frequency frequency;
  std::size_t voters = 0;
  std::vector<Timestamp> dates;
};

/// What the series say, by name of the frequency.
std::map<std::string, Vote> votes_of(const std::vector<std::vector<Timestamp>>& dates_of_series) {
  std::map<std::string, Vote> votes;
  for (const std::vector<Timestamp>& dates : dates_of_series) {
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
  std::ranges::sort(best->dates);
  best->dates.erase(std::unique(best->dates.begin(), best->dates.end()), best->dates.end());
  return Frequency::find(best->dates);
}

std::optional<Frequency> find_frequency(const DatesOfCatalogue& dates) {
  auto votes = votes_of(dates.of_series);
  if (const auto winner = winner_of(votes)) return winner;
  return Frequency::find(dates.all);
}

Frequency given_frequency(const std::string& spelling, const DatesOfCatalogue& dates) {
  const Frequency unit = Frequency::parse(spelling);
  if (unit.multiple() == 1) return unit;
  for (const Timestamp date : dates.all) {
    const Frequency aligned = unit.aligned_to(date);
    if (aligned.period_at(date)) return aligned;
  }
  return unit;
}

}  // namespace

std::optional<Frequency> choose_frequency(const std::string& spelling, const DatesOfCatalogue& dates,
                                          const std::string& time_column, FaultList& faults) {
  if (!spelling.empty()) {
    const Frequency given = given_frequency(spelling, dates);
    if ((given.unit() == FrequencyUnit::kInteger) == dates.integers) return given;
    if (!dates.unread) faults.add(fault::kBadFrequency, time_column);
    return std::nullopt;
  }
  if (dates.integers) return Frequency::parse("1");
  auto found = find_frequency(dates);
  if (!found && !dates.unread && dates.any_rows) faults.add(fault::kNoFrequency, time_column);
  return found;
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

std::vector<Period> periods_of(const KeyedRows& rows, const Frequency& frequency, FaultList& faults) {
  std::vector<Period> periods;
  periods.reserve(rows.times.size());
  PeriodMemory memory(frequency);
  for (std::size_t row = 0; row < rows.times.size(); ++row) {
    periods.push_back(memory.period_at(rows.times[row]));
    if (periods[row] != kNoPeriod || rows.times[row] == TimeColumn::kNoTime) continue;
    faults.add(fault::kOffGrid, rows.time_column, [&] { return rows.place(row); });
  }
  faults.describe(fault::kOffGrid, rows.time_column,
                  fmt::format("dates that are no period of the frequency {}", frequency.name()));
  return periods;
}

}  // namespace demandcast
