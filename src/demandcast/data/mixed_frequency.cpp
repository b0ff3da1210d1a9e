// Each series' own frequency held against the file's.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/mixed_frequency.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr std::size_t kFewDates = 5, kEnoughDates = 8, kExamples = 3;

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

}  // namespace

void FrequencyComparison::Followers::add(const std::string& id) {
  if (count++ < kExamples) examples.push_back(fmt::format("\"{}\"", id));
}

void FrequencyComparison::Followers::join(const Followers& later) {
  count += later.count;
  for (std::size_t i = 0; i < later.examples.size() && examples.size() < kExamples; ++i) {
    examples.push_back(later.examples[i]);
  }
}

std::string FrequencyComparison::Followers::text(const std::string& frequency) const {
  return fmt::format("{} ({} series: {}{})", frequency, count, fmt::join(examples, ", "),
                     count > examples.size() ? ", ..." : "");
}

void FrequencyComparison::add(const KeyedRows& rows, const RowGroups& groups) {
  for (const RowGroup& group : groups.series) add_series(rows, groups, group);
}

void FrequencyComparison::add_series(const KeyedRows& rows, const RowGroups& groups, const RowGroup& group) {
  const std::string& id = rows.id(group.id);
  if (!suspicious(rows, groups, group)) return most_.add(id);
  std::vector<Timestamp> dates;
  for (std::size_t i = group.begin; i < group.end; ++i) dates.push_back(rows.times[groups.row(i)]);
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  const auto own = dates.size() < kFewDates ? std::nullopt : Frequency::find(dates);
  const Belonging belonging = own ? belonging_of(*own, found_, dates) : Belonging::kFollows;
  if (belonging == Belonging::kOther) return others_[own->name()].add(id);
  most_.add(id);
  if (belonging == Belonging::kFollows) return;
  rare_.add(fault::kDatedRarely, rows.time_column, [&] { return fmt::format("series \"{}\" ({})", id, own->name()); });
}

void FrequencyComparison::join(const FrequencyComparison& later) {
  most_.join(later.most_);
  for (const auto& [name, followers] : later.others_) others_[name].join(followers);
  rare_.join(later.rare_);
}

bool FrequencyComparison::note(const std::string& time_column, FaultList& faults) const {
  faults.join(rare_);
  faults.describe(fault::kDatedRarely, time_column,
                  fmt::format("series dated more rarely than most, which follow {}", found_.name()));
  if (others_.empty()) return false;
  std::vector<std::string> parts{most_.text(found_.name())};
  for (const auto& [name, followers] : others_) parts.push_back(followers.text(name));
  faults.add(fault::kMixedFrequency, time_column);
  faults.describe(fault::kMixedFrequency, time_column,
                  fmt::format("the series follow {} frequencies: {}", parts.size(), fmt::join(parts, ", ")));
  return true;
}

/// Starts off the grid, or has another number of rows than a series with a row in nearly every period.
bool FrequencyComparison::suspicious(const KeyedRows& rows, const RowGroups& groups, const RowGroup& group) const {
  const Timestamp first = rows.times[groups.row(group.begin)], last = rows.times[groups.row(group.end - 1)];
  if (!found_.period_at(first) || !found_.period_at(last)) return true;
  const double periods = static_cast<double>(*found_.period_at(last) - *found_.period_at(first) + 1);
  const double count = static_cast<double>(group.end - group.begin);
  return count < 0.6 * periods || count > 1.2 * periods;
}

}  // namespace demandcast
