// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/series_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "demandcast/data/calendar.h"
#include "demandcast/data/demand_traits.h"

namespace demandcast {
namespace {

/// Share of zeros; NaN of nothing.
double zero_share(std::span<const double> y) {
  double known = 0, zeros = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    ++known;
    zeros += value > 0 ? 0 : 1;
  }
  return zeros / known;
}

double years_between(const Frequency& frequency, Period from, Period to) {
  constexpr double kSecondsInYear = 365.2425 * 86400;
  return static_cast<double>(frequency.timestamp_of(to) - frequency.timestamp_of(from)) / kSecondsInYear;
}

}  // namespace

SeriesFacts series_facts(const SeriesView& series, int season) {
  const std::vector<double> y = series.observed_history();
  const DemandTraits traits = demand_traits(y, season);
  SeriesFacts facts;
  if (traits.since_launch) facts.age = static_cast<double>(*traits.since_launch);
  facts.history = static_cast<double>(std::ranges::count_if(y, [](double value) { return !std::isnan(value); }));
  facts.intermittence = zero_share(std::span(y).last(std::min(recent_periods(season), y.size())));
  facts.velocity = traits.velocity;
  if (traits.since_launch) facts.interval = traits.interval;
  if (traits.seasonal_strength) facts.seasonal_strength = *traits.seasonal_strength;
  if (series.frequency().unit() != FrequencyUnit::kInteger) {
    facts.years = years_between(series.frequency(), series.origin() - static_cast<Period>(facts.age), series.origin());
    facts.month = calendar_of(series.frequency(), series.origin()).month;
  }
  facts.pattern = demand_class(traits);
  return facts;
}

std::span<const NumberFact> number_facts() {
  static constexpr std::array<NumberFact, 8> kFacts{{{"age", &SeriesFacts::age},
                                                     {kYearsFact, &SeriesFacts::years},
                                                     {"history", &SeriesFacts::history},
                                                     {"intermittence", &SeriesFacts::intermittence},
                                                     {"velocity", &SeriesFacts::velocity},
                                                     {"interval", &SeriesFacts::interval},
                                                     {"seasonal_strength", &SeriesFacts::seasonal_strength},
                                                     {"month", &SeriesFacts::month}}};
  return kFacts;
}

}  // namespace demandcast
