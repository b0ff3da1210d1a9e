// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/launch_catalogue.h"

#include "demandcast/core/random.h"
#include "demandcast/models/patchwork/launch_analogues/learn_launches.h"

namespace demandcast {

std::optional<LaunchForecast> LaunchCatalogue::forecast(const PanelView& view, std::size_t index, int steps) const {
  const SeriesView series = view.series(index);
  const auto start = launch_of(series, plan_of(facts_.rule, view.channels()), facts_.rule);
  if (!start || age_at(series.origin(), *start) >= facts_.young) return std::nullopt;
  const ProductTraits traits = facts_.traits.traits_of(view, index, *start);
  const std::size_t pool = facts_.pools.pool(view, index);
  const std::vector<float> sold = launch_curve(series, *start, facts_.book.reach(), facts_.season, pool);
  const LaunchQuestion question{stream_key(series.id()), series.origin(), *start, &traits, pool, sold};
  AnalogueChoice choice =
      choose_analogues(facts_.book, facts_.traits, facts_.similarity.kernel, facts_.pools, facts_.limits, question);
  if (choice.analogues.empty()) return std::nullopt;
  StepsAhead ahead;
  for (Period period = series.origin() + 1; period <= series.origin() + steps; ++period) {
    ahead.ages.push_back(period - *start);
    ahead.season.push_back(facts_.season.factor(series.frequency(), pool, period));
  }
  return LaunchForecast{LaunchOutlook(facts_.book, choice.analogues, facts_.similarity.law, question, ahead),
                        choice.likeness, age_at(series.origin(), *start)};
}

}  // namespace demandcast
