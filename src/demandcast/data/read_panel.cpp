// Rows put in order of series and period, and made into a panel.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/read_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/data/keyed_rows.h"

namespace demandcast {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr Period kLongest = 10'000'000;

using Rows = std::span<const std::size_t>;

std::vector<std::string> wanted_columns(const DataSource& source) {
  std::vector<std::string> names{source.id, source.time, source.target};
  for (const auto* more : {&source.known, &source.past, &source.statics})
    names.insert(names.end(), more->begin(), more->end());
  if (!source.availability.empty()) names.push_back(source.availability);
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (!seen.insert(name).second) throw ConfigError(fmt::format("column \"{}\" has two roles; give it one", name));
  }
  return names;
}

/// Demand with the policy for negatives applied.
std::vector<double> read_target(const DataSource& source, const KeyedRows& rows) {
  std::vector<double> target = rows.numbers(source.target);
  const bool error = source.negative == NegativePolicy::kError;
  for (std::size_t row = 0; row < target.size(); ++row) {
    if (!(target[row] < 0) || source.negative == NegativePolicy::kKeep) continue;
    rows.faults.add(error ? fault::kNegative : fault::kNegativeChanged, source.target, [&] { return rows.place(row); });
    target[row] = source.negative == NegativePolicy::kMissing ? double{kNaN} : 0.0;
  }
  return target;
}

std::vector<double> read_availability(const DataSource& source, const KeyedRows& rows) {
  if (source.availability.empty()) return {};
  std::vector<double> fractions = rows.numbers(source.availability);
  for (std::size_t row = 0; row < fractions.size(); ++row) {
    if (std::isinf(fractions[row]) || !(fractions[row] < 0 || fractions[row] > 1)) continue;
    rows.faults.add(fault::kBadAvailability, source.availability, [&] { return rows.place(row); });
  }
  return fractions;
}

/// The usable rows of each series in order of date, the series in order of id.
std::vector<std::vector<std::size_t>> group_rows(const DataSource& source, const KeyedRows& rows) {
  const auto& dictionary = rows.ids->dictionary;
  std::vector<std::size_t> codes(dictionary.size()), rank(dictionary.size());
  std::iota(codes.begin(), codes.end(), std::size_t{0});
  std::sort(codes.begin(), codes.end(), [&](std::size_t a, std::size_t b) { return dictionary[a] < dictionary[b]; });
  for (std::size_t i = 0; i < codes.size(); ++i) rank[codes[i]] = i;
  std::vector<std::vector<std::size_t>> groups(dictionary.size());
  for (std::size_t row = 0; row < rows.times.size(); ++row) {
    if (rows.usable(row)) groups[rank[rows.ids->codes[row]]].push_back(row);
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  for (auto& group : groups) {
    std::stable_sort(group.begin(), group.end(), [&](auto a, auto b) { return rows.times[a] < rows.times[b]; });
    for (std::size_t i = 1; i < group.size(); ++i) {
      if (rows.times[group[i]] != rows.times[group[i - 1]]) continue;
      rows.faults.add(fault::kDuplicateKey, source.time, [&] { return rows.place(group[i]); });
    }
  }
  return groups;
}

bool same_static(const TableColumn& column, std::size_t a, std::size_t b) {
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) return texts->codes[a] == texts->codes[b];
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values))
    return integers->values[a] == integers->values[b];
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return numbers->values[a] == numbers->values[b];
  const auto* vectors = std::get_if<VectorColumn>(&column.values);
  return !vectors || std::equal(vectors->values.begin() + static_cast<std::ptrdiff_t>(a) * vectors->width,
                                vectors->values.begin() + static_cast<std::ptrdiff_t>(a + 1) * vectors->width,
                                vectors->values.begin() + static_cast<std::ptrdiff_t>(b) * vectors->width);
}

bool is_given(const TableColumn& column, std::size_t row) {
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) return texts->codes[row] >= 0;
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) {
    return integers->values[row] != IntegerColumn::kNoInteger;
  }
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return !std::isnan(numbers->values[row]);
  return true;
}

/// The row that holds the series' value: the first that has one.
std::size_t static_row(const TableColumn& column, Rows group, const KeyedRows& rows) {
  const auto first = std::find_if(group.begin(), group.end(), [&](std::size_t row) { return is_given(column, row); });
  if (first == group.end()) return group.front();
  for (const std::size_t row : group) {
    if (!is_given(column, row) || same_static(column, *first, row)) continue;
    rows.faults.add(fault::kStaticChanges, column.name, [&] { return rows.place(row); });
  }
  return *first;
}

StaticColumn read_static(const std::string& name, const std::vector<std::vector<std::size_t>>& groups,
                         const KeyedRows& rows) {
  const TableColumn& column = *rows.table.find(name);
  StaticColumn result;
  result.name = name;
  const auto* texts = std::get_if<TextColumn>(&column.values);
  const auto* vectors = std::get_if<VectorColumn>(&column.values);
  if (texts) result.kind = StaticKind::kCategory, result.categories = texts->dictionary;
  if (vectors) result.kind = StaticKind::kEmbedding, result.width = vectors->width;
  if (std::holds_alternative<TimeColumn>(column.values)) return rows.faults.add(fault::kBadStatic, name), result;
  const std::vector<double> numbers = texts || vectors ? std::vector<double>{} : rows.numbers(name);
  for (const auto& group : groups) {
    const std::size_t row = static_row(column, group, rows);
    if (texts) result.codes.push_back(texts->codes[row]);
    if (vectors) {
      const auto from = vectors->values.begin() + static_cast<std::ptrdiff_t>(row) * vectors->width;
      result.numbers.insert(result.numbers.end(), from, from + vectors->width);
    }
    if (!texts && !vectors) result.numbers.push_back(static_cast<float>(numbers[row]));
  }
  return result;
}

/// Series and channels of rows without faults.
class PanelBuilder {
 public:
  PanelBuilder(const DataSource& source, const KeyedRows& rows, const std::vector<std::vector<std::size_t>>& groups)
      : source_(source), rows_(rows), groups_(groups) {}

  Period period(std::size_t row) const { return *rows_.frequency.period_at(rows_.times[row]); }

  void check_lengths() const {
    for (const auto& group : groups_) {
      if (period(group.back()) - period(group.front()) < kLongest) continue;
      rows_.faults.add(fault::kTooLong, source_.time, [&] { return rows_.place(group.back()); });
    }
  }

  std::vector<SeriesInput> series(const std::vector<double>& target, const std::vector<double>& availability) const {
    Period last = std::numeric_limits<Period>::min();
    for (const auto& group : groups_) {
      for (const std::size_t row : group) last = std::isnan(target[row]) ? last : std::max(last, period(row));
    }
    std::vector<SeriesInput> result;
    for (const auto& group : groups_) {
      SeriesInput input;
      input.id = rows_.ids->dictionary[rows_.ids->codes[group.front()]];
      input.first_period = period(group.front());
      const Period length = std::max<Period>(0, std::min(last, period(group.back())) - input.first_period + 1);
      const bool zero = source_.fill == FillPolicy::kZero;
      input.target.assign(static_cast<std::size_t>(length), zero ? 0.0F : kNaN);
      input.states.assign(static_cast<std::size_t>(length), zero ? CellState::kObserved : CellState::kMissing);
      for (const std::size_t row : group) {
        const Period at = period(row) - input.first_period;
        if (at >= length) break;
        const bool censored = !availability.empty() && availability[row] < 1;
        input.target[at] = static_cast<float>(target[row]);
        input.states[at] = std::isnan(target[row]) ? CellState::kMissing
                           : censored              ? CellState::kCensored
                                                   : CellState::kObserved;
      }
      result.push_back(std::move(input));
    }
    return result;
  }

  Channel channel(const std::string& name, ChannelRole role, const std::vector<double>& numbers) const {
    Channel result;
    result.name = name;
    result.role = role;
    for (const auto& group : groups_) {
      const Period first = period(group.front());
      const std::size_t start = result.values.size();
      result.values.resize(start + static_cast<std::size_t>(period(group.back()) - first + 1), kNaN);
      for (const std::size_t row : group)
        result.values[start + (period(row) - first)] = static_cast<float>(numbers[row]);
      result.first_period.push_back(first);
      result.offsets.push_back(std::ssize(result.values));
    }
    return result;
  }

 private:
  const DataSource& source_;
  const KeyedRows& rows_;
  const std::vector<std::vector<std::size_t>>& groups_;
};

}  // namespace

ReadResult read_panel(const DataSource& source) {
  const std::vector<std::string> ids{source.id};
  const Table table = read_table(source.path, wanted_columns(source), ids);
  FaultList faults;
  const KeyedRows rows(source, table, faults);
  const auto target = read_target(source, rows);
  const auto availability = read_availability(source, rows);
  std::vector<std::vector<double>> known, past;
  for (const std::string& name : source.known) known.push_back(rows.numbers(name));
  for (const std::string& name : source.past) past.push_back(rows.numbers(name));
  if (std::all_of(target.begin(), target.end(), [](double y) { return std::isnan(y); })) {
    faults.add(fault::kNoTarget, source.target);
  }
  const auto groups = group_rows(source, rows);
  std::vector<StaticColumn> statics;
  for (const std::string& name : source.statics) statics.push_back(read_static(name, groups, rows));

  ReadResult result;
  const PanelBuilder builder(source, rows, groups);
  if (!faults.has_errors()) builder.check_lengths();
  if (!faults.has_errors()) {
    std::vector<Channel> channels;
    for (std::size_t i = 0; i < known.size(); ++i) {
      channels.push_back(builder.channel(source.known[i], ChannelRole::kKnownFuture, known[i]));
    }
    for (std::size_t i = 0; i < past.size(); ++i) {
      channels.push_back(builder.channel(source.past[i], ChannelRole::kPastOnly, past[i]));
    }
    result.panel.emplace(rows.frequency, builder.series(target, availability), std::move(channels), std::move(statics));
  }
  result.report = {source.path, table.row_count(), faults.finish(), rows.frequency_found};
  return result;
}

Panel read_panel_or_throw(const DataSource& source) {
  ReadResult result = read_panel(source);
  if (!result.panel) throw DataError(result.report.error_text());
  return std::move(*result.panel);
}

}  // namespace demandcast
