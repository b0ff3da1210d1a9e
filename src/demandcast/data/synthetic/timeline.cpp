// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast::synthetic {
namespace {

constexpr Timestamp kDay = 86400;

double mean_season(Family family, const DaySpan& span) {
  double sum = 0;
  for (Timestamp day = span.first; day < span.end; day += kDay) sum += std::exp(log_season(family, day));
  return std::log(sum / span.count());
}

/// The first period dated at or after `start`, found day by day: a quarter has at most 92.
Period first_period(const Frequency& frequency, Timestamp start) {
  const Timestamp last = start + kDay * 92 * frequency.multiple();
  for (Timestamp day = start; day <= last; day += kDay) {
    if (const auto period = frequency.period_at(day)) return *period;
  }
  throw ConfigError(fmt::format("synthetic catalogue: no period of frequency \"{}\" begins near {}", frequency.name(),
                                format_timestamp(start)));
}

Frequency checked_frequency(const std::string& spelling) {
  const Frequency frequency = Frequency::parse(spelling);
  const FrequencyUnit unit = frequency.unit();
  if (unit != FrequencyUnit::kDay && unit != FrequencyUnit::kWeek && unit != FrequencyUnit::kMonth &&
      unit != FrequencyUnit::kQuarter) {
    throw ConfigError(
        fmt::format("synthetic catalogue: frequency \"{}\"; wanted days, weeks, months or quarters, such as "
                    "D, W-SUN, MS",
                    spelling));
  }
  return frequency;
}

Timestamp checked_start(const std::string& text) {
  const auto start = parse_timestamp(text);
  if (!start || *start % kDay != 0 || date_of(*start).year < 1600 || date_of(*start).year > 2500) {
    throw ConfigError(
        fmt::format("synthetic catalogue: start \"{}\"; wanted a day from 1600 to 2500 such as 2022-01-02", text));
  }
  return *start;
}

}  // namespace

double Timeline::chance(double yearly, int t) const {
  return std::min(1.0, yearly * days[static_cast<std::size_t>(t)] / 365.25);
}

int Timeline::periods_of(double length_in_days) const {
  return std::max(1, static_cast<int>(std::lround(length_in_days / period_days())));
}

double Timeline::share_of(double length_in_days, int t) const {
  return std::min(1.0, length_in_days / days[static_cast<std::size_t>(t)]);
}

Timeline make_timeline(const SyntheticCatalogueOptions& options) {
  Timeline line;
  line.frequency = checked_frequency(options.frequency);
  line.first = first_period(line.frequency, checked_start(options.start));
  line.known = static_cast<int>(options.periods);
  line.rows = line.known + static_cast<int>(options.future);
  line.lead = static_cast<int>(options.page_view_lead);
  for (int t = 0; t < line.rows + line.lead; ++t) {
    const DaySpan span = days_of(line.frequency, line.first + t);
    line.dates.push_back(line.frequency.timestamp_of(line.first + t));
    line.days.push_back(span.count());
    line.weekday.push_back(span.count() == 1 ? weekday_of(span.first) : -1);
    for (int family = 0; family < kFamilies; ++family) {
      line.log_season[static_cast<std::size_t>(family)].push_back(mean_season(static_cast<Family>(family), span));
    }
  }
  return line;
}

}  // namespace demandcast::synthetic
