// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/dated_plans.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/data/date_text.h"
#include "demandcast/data/number_text.h"

namespace demandcast {
namespace {

constexpr Timestamp kAlways = PlanVersions::kAlwaysKnown;
static_assert(TimeColumn::kNoTime == kAlways && IntegerColumn::kNoInteger == kAlways);

/// Fills `dates`; calls wrong(row) for each value that is no date.
template <class Wrong>
void read_texts(const TextColumn& texts, DateOrder order, std::vector<Timestamp>& dates, Wrong wrong) {
  std::vector<std::optional<Timestamp>> parsed;
  for (const std::string& text : texts.dictionary) {
    parsed.push_back(says_nothing(text) ? kAlways : parse_date(text, order));
  }
  for (std::size_t row = 0; row < dates.size(); ++row) {
    if (texts.codes[row] < 0) continue;
    const auto& date = parsed[static_cast<std::size_t>(texts.codes[row])];
    dates[row] = date.value_or(kAlways);
    if (!date) wrong(row);
  }
}

template <class Wrong>
void read_days(const IntegerColumn& integers, std::vector<Timestamp>& dates, Wrong wrong) {
  for (std::size_t row = 0; row < dates.size(); ++row) {
    if (integers.values[row] == IntegerColumn::kNoInteger) continue;
    const auto day = day_of_digits(integers.values[row]);
    dates[row] = day.value_or(kAlways);
    if (!day) wrong(row);
  }
}

/// Calls visit(begin, end) for each run of two rows or more of one series and date.
template <class Visit>
void for_each_repeated(const KeyedRows& rows, const RowGroups& groups, Visit visit) {
  for (const RowGroup& group : groups.series) {
    for (std::size_t begin = group.begin, end = begin; begin < group.end; begin = end) {
      const Timestamp time = rows.times[groups.row(begin)];
      while (end < group.end && rows.times[groups.row(end)] == time) ++end;
      if (end - begin > 1) visit(begin, end);
    }
  }
}

/// Gives every row of a run the one value that is given in some of them.
class SharedColumn {
 public:
  SharedColumn(std::string name, std::vector<double>& numbers) : name_(std::move(name)), numbers_(numbers) {}

  void settle(const KeyedRows& rows, const RowGroups& groups, std::size_t begin, std::size_t end) const {
    double value = std::nan("");
    for (std::size_t i = begin; i < end; ++i) {
      const double here = numbers_[groups.row(i)];
      if (std::isnan(here)) continue;
      if (std::isnan(value)) value = here;
      if (here == value) continue;
      rows.faults.add(fault::kVersionsDiffer, name_, [&] { return rows.place(groups.row(i)); });
    }
    for (std::size_t i = begin; i < end; ++i) numbers_[groups.row(i)] = value;
  }

 private:
  std::string name_;
  std::vector<double>& numbers_;
};

}  // namespace

std::vector<Timestamp> read_known_at(const DataSource& source, const CatalogueFacts& facts, const KeyedRows& rows) {
  const auto& column = rows.table.find(source.known_at)->values;
  std::vector<Timestamp> dates(rows.times.size(), kAlways);
  const auto wrong = [&](std::size_t row) {
    rows.faults.add(fault::kBadKnownAt, source.known_at, [&] { return rows.place(row); });
  };
  const auto* texts = std::get_if<TextColumn>(&column);
  const auto* times = std::get_if<TimeColumn>(&column);
  const auto* integers = std::get_if<IntegerColumn>(&column);
  const bool counts = facts.dates.integer_times;
  if (texts && !counts && !facts.known_at.ambiguous) read_texts(*texts, facts.known_at.order, dates, wrong);
  if (times && !counts) dates = times->times;
  if (integers && counts) dates = integers->values;
  if (integers && !counts) read_days(*integers, dates, wrong);
  const auto* numbers = std::get_if<NumberColumn>(&column);
  const bool empty = numbers && std::ranges::all_of(numbers->values, [](double v) { return std::isnan(v); });
  const bool fits = texts || times ? !counts : integers || empty;
  if (!fits) rows.faults.add(fault::kBadKnownAt, source.known_at);
  return dates;
}

void settle_versions(const DataSource& source, const KeyedRows& rows, const std::vector<Timestamp>& known_at,
                     RowGroups& groups, Cells& cells) {
  std::vector<SharedColumn> shared{{source.target, cells.target}};
  if (!cells.availability.empty()) shared.emplace_back(source.availability, cells.availability);
  for (ChannelCells& channel : cells.channels) {
    if (channel.role == ChannelRole::kPastOnly) shared.emplace_back(channel.name, channel.numbers);
  }
  if (groups.order.empty()) {
    groups.order.resize(rows.times.size());
    std::iota(groups.order.begin(), groups.order.end(), std::size_t{0});
  }
  for_each_repeated(rows, groups, [&](std::size_t begin, std::size_t end) {
    const auto first = groups.order.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = groups.order.begin() + static_cast<std::ptrdiff_t>(end);
    std::stable_sort(first, last, [&](std::size_t a, std::size_t b) { return known_at[a] < known_at[b]; });
    for (auto row = first + 1; row != last; ++row) {
      if (known_at[*row] != known_at[*(row - 1)]) continue;
      rows.faults.add(fault::kDuplicateKey, rows.time_column, [&] { return rows.place(*row); });
    }
    for (const SharedColumn& column : shared) column.settle(rows, groups, begin, end);
  });
  rows.faults.describe(fault::kDuplicateKey, rows.time_column,
                       "rows that repeat the id, the date and \"" + source.known_at + "\" of another");
}

}  // namespace demandcast
