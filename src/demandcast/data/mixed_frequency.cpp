// Each series' own frequency held against the file's.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/mixed_frequency.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace demandcast {
namespace {

constexpr std::size_t kFewDates = 5, kEnoughDates = 8;

Timestamp step_of(const Frequency& frequency) { return frequency.timestamp_of(1) - frequency.timestamp_of(0); }

enum class Belonging { kFollows, kRare, kOther };

/// Whether the dates are many and close enough on the grid of `own` to be there on purpose: by chance, dates of the
/// finer step all hit a grid r times as wide with probability r^(1 - count).
bool on_purpose(const Frequency& own, const Frequency& found, const std::vector<Timestamp>& dates) {
  const double kLuck = std::log(5e5);
  const double ratio = static_cast<double>(step_of(own)) / static_cast<double>(step_of(found));
  const Period span = *own.period_at(dates.back()) - *own.period_at(dates.front()) + 1;
  const bool dense = static_cast<std::size_t>(span) <= 2 * dates.size();
  return own.unit() != found.unit() && dense && static_cast<double>(dates.size() - 1) * std::log(ratio) >= kLuck;
}

Belonging belonging_of(const Frequency& own, const Frequency& found, const std::vector<Timestamp>& dates) {
  const auto off = static_cast<std::size_t>(
      std::ranges::count_if(dates, [&](Timestamp time) { return !found.period_at(time).has_value(); }));
  if (2 * off > dates.size()) return Belonging::kOther;
  if (off > 0 || step_of(own) <= step_of(found)) return Belonging::kFollows;
  if (on_purpose(own, found, dates)) return Belonging::kOther;
  return dates.size() >= kEnoughDates ? Belonging::kRare : Belonging::kFollows;
}

/// Some series of one frequency, by their ids, and how many there are.
struct Followers {
  std::size_t count = 0;
  std::vector<std::string> examples;

  void add(const std::string& id) {
    constexpr std::size_t kExamples = 3;
    if (count++ < kExamples) examples.push_back(fmt::format("\"{}\"", id));
  }
  std::string text(const std::string& frequency) const {
    return fmt::format("{} ({} series: {}{})", frequency, count, fmt::join(examples, ", "),
                       count > examples.size() ? ", ..." : "");
  }
};

class Comparison {
 public:
  Comparison(const Frequency& found, const KeyedRows& rows, const RowGroups& groups)
      : found_(found), rows_(rows), groups_(groups) {}

  void add(const RowGroup& group) {
    const std::string& id = rows_.id(group.id);
    if (!suspicious(group)) return most_.add(id);
    std::vector<Timestamp> dates;
    for (std::size_t i = group.begin; i < group.end; ++i) dates.push_back(rows_.times[groups_.row(i)]);
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    const auto own = dates.size() < kFewDates ? std::nullopt : Frequency::find(dates);
    const Belonging belonging = own ? belonging_of(*own, found_, dates) : Belonging::kFollows;
    if (belonging == Belonging::kOther) return others_[own->name()].add(id);
    most_.add(id);
    if (belonging == Belonging::kFollows) return;
    rows_.faults.add(fault::kDatedRarely, rows_.time_column,
                     [&] { return fmt::format("series \"{}\" ({})", id, own->name()); });
  }

  bool note() const {
    rows_.faults.describe(fault::kDatedRarely, rows_.time_column,
                          fmt::format("series dated more rarely than most, which follow {}", found_.name()));
    if (others_.empty()) return false;
    std::vector<std::string> parts{most_.text(found_.name())};
    for (const auto& [name, followers] : others_) parts.push_back(followers.text(name));
    rows_.faults.add(fault::kMixedFrequency, rows_.time_column);
    rows_.faults.describe(fault::kMixedFrequency, rows_.time_column,
                          fmt::format("the series follow {} frequencies: {}", parts.size(), fmt::join(parts, ", ")));
    return true;
  }

 private:
  /// Starts off the grid, or has another number of rows than a series with a row in nearly every period.
  bool suspicious(const RowGroup& group) const {
    const Timestamp first = rows_.times[groups_.row(group.begin)], last = rows_.times[groups_.row(group.end - 1)];
    if (!found_.period_at(first) || !found_.period_at(last)) return true;
    const double periods = static_cast<double>(*found_.period_at(last) - *found_.period_at(first) + 1);
    const double rows = static_cast<double>(group.end - group.begin);
    return rows < 0.6 * periods || rows > 1.2 * periods;
  }

  const Frequency& found_;
  const KeyedRows& rows_;
  const RowGroups& groups_;
  Followers most_;
  std::map<std::string, Followers> others_;  ///< by the name of their frequency
};

}  // namespace

bool note_mixed_frequency(const Frequency& found, const KeyedRows& rows, const RowGroups& groups) {
  Comparison comparison(found, rows, groups);
  for (const RowGroup& group : groups.series) comparison.add(group);
  return comparison.note();
}

}  // namespace demandcast
