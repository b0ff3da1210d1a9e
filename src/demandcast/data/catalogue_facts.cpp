// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/catalogue_facts.h"

#include <algorithm>
#include <cmath>

#include "demandcast/data/cell_number.h"

namespace demandcast {
namespace {

constexpr std::size_t kAsked = 1000;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// [row] from `begin` to `end`, whether there is demand once the policy for negatives is applied.
std::vector<bool> demand_given(const DataSource& source, const TableColumn& column, std::size_t begin,
                               std::size_t end) {
  const bool drop_negative = source.negative == NegativePolicy::kMissing;
  const auto given = [&](double y) { return !std::isnan(y) && !(drop_negative && y < 0); };
  std::vector<bool> flags;
  flags.reserve(end - begin);
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) {
    for (std::size_t row = begin; row < end; ++row) flags.push_back(given(numbers->values[row]));
  }
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) {
    for (std::size_t row = begin; row < end; ++row) flags.push_back(given(number_of_integer(integers->values[row])));
  }
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
    std::vector<bool> word_given;
    for (const std::string& word : texts->dictionary)
      word_given.push_back(given(number_of_text(*texts, word).value_or(kNaN)));
    for (std::size_t row = begin; row < end; ++row) {
      const std::int32_t code = texts->codes[row];
      flags.push_back(code >= 0 && word_given[static_cast<std::size_t>(code)]);
    }
  }
  flags.resize(end - begin, false);
  return flags;
}

void sort_distinct(std::vector<Timestamp>& times) {
  std::erase(times, TimeColumn::kNoTime);
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
}

}  // namespace

CatalogueScan::CatalogueScan(const DataSource& source) : source_(source), sample_(kAsked) {}

std::vector<std::int32_t> CatalogueScan::take_dates(const Table& rows, std::size_t begin, std::size_t end) {
  std::vector<std::int32_t> dates = dates_.codes(*rows.find(source_.time), begin, end);
  seen_.resize(dates_.size());
  undated_rows_ = undated_rows_ || std::ranges::find(dates, DistinctDates::kNone) != dates.end();
  return dates;
}

void CatalogueScan::take_known_at(const Table& rows, std::size_t begin, std::size_t end) {
  if (!source_.known_at.empty()) known_at_.codes(*rows.find(source_.known_at), begin, end);
}

/// Where both orders fit, that of the rows' own dates.
DateReading CatalogueScan::known_at_reading(const DateReading& dates, FaultList& faults) const {
  if (source_.known_at.empty()) return {};
  DateReading reading = known_at_.reading(source_);
  if (reading.ambiguous && dates.order != DateOrder::kYearFirst && !dates.ambiguous) {
    return {dates.order, false, false, {}};
  }
  if (reading.ambiguous)
    faults.add(fault::kAmbiguousDate, source_.known_at, [&] { return "\"" + reading.example + "\""; });
  return reading;
}

void CatalogueScan::add(const Table& rows, std::size_t begin, std::size_t end) {
  const std::vector<std::int32_t> dates = take_dates(rows, begin, end);
  take_known_at(rows, begin, end);
  const auto& ids = std::get<TextColumn>(rows.find(source_.id)->values);
  const std::vector<bool> demand = demand_given(source_, *rows.find(source_.target), begin, end);
  for (std::size_t i = 0; i < dates.size(); ++i) {
    any_demand_ = any_demand_ || demand[i];
    if (dates[i] < 0 || ids.codes[begin + i] < 0) continue;
    any_rows_ = true;
    Seen& date = seen_[static_cast<std::size_t>(dates[i])];
    date.in_rows = true;
    date.with_demand = date.with_demand || demand[i];
  }
  sample_.add(ids, begin, dates);
}

void CatalogueScan::add_plans(const Table& rows, std::size_t begin, std::size_t end) {
  const std::vector<std::int32_t> dates = take_dates(rows, begin, end);
  take_known_at(rows, begin, end);
  const auto& ids = std::get<TextColumn>(rows.find(source_.id)->values);
  for (const std::int32_t date : dates) {
    if (date >= 0) seen_[static_cast<std::size_t>(date)].in_plans = true;
  }
  sample_.add_plans(ids, begin, dates);
}

DatesOfCatalogue CatalogueScan::known_dates(const std::vector<Timestamp>& times, Timestamp last_demand) const {
  DatesOfCatalogue known;
  known.any_rows = any_rows_;
  known.unread = undated_rows_ || std::ranges::find(times, TimeColumn::kNoTime) != times.end();
  for (std::size_t date = 0; date < times.size(); ++date) {
    const bool planned = seen_[date].in_plans && times[date] > last_demand;
    if (seen_[date].in_rows || planned) known.all.push_back(times[date]);
  }
  sort_distinct(known.all);
  for (const SeriesSample::Series* series : sample_.series()) {
    std::vector<Timestamp>& own = known.of_series.emplace_back();
    for (const std::int32_t date : series->plans) own.push_back(times[static_cast<std::size_t>(date)]);
    std::erase_if(own, [&](Timestamp time) { return time <= last_demand; });
    for (const std::int32_t date : series->dates) own.push_back(times[static_cast<std::size_t>(date)]);
    sort_distinct(own);
  }
  return known;
}

CatalogueFacts CatalogueScan::finish(FaultList& faults, bool demand_elsewhere) const {
  CatalogueFacts facts;
  facts.dates = dates_.reading(source_);
  const std::vector<Timestamp> times = dates_.times(facts.dates);
  if (facts.dates.ambiguous) {
    faults.add(fault::kAmbiguousDate, source_.time, [&] { return "\"" + facts.dates.example + "\""; });
  }
  facts.known_at = known_at_reading(facts.dates, faults);
  if (!any_demand_ && !demand_elsewhere) faults.add(fault::kNoTarget, source_.target);
  for (std::size_t date = 0; date < times.size(); ++date) {
    if (seen_[date].with_demand) facts.last_demand = std::max(facts.last_demand, times[date]);
  }
  DatesOfCatalogue known = known_dates(times, facts.last_demand);
  known.integers = facts.dates.integer_times;
  facts.frequency = choose_frequency(source_.frequency, known, source_.time, faults);
  facts.frequency_voted = facts.frequency && source_.frequency.empty() && !facts.dates.integer_times;
  return facts;
}

}  // namespace demandcast
