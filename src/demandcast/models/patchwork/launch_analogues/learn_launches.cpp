// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/learn_launches.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "demandcast/data/expected_demand.h"
#include "demandcast/features/series_pass.h"
#include "demandcast/models/calibrated/past/past_origins.h"
#include "demandcast/models/patchwork/adjusted/planned_columns.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr const char* kName = "launch_analogues";
constexpr Period kYoungWithoutYear = 12;

/// What one view tells of the data.
struct DataFacts {
  TraitSet traits;
  Period young = kYoungWithoutYear;
};

DataFacts data_facts(const LaunchAnaloguesOptions& options, const PanelStream& training) {
  DataFacts facts;
  if (training.shard_count() == 0) return facts;
  training.visit(0, [&](const PanelView& view) {
    const std::string price = chosen_price(kName, options.price, planned_names(view.channels()));
    const std::string apart = options.replaces == "none" ? "" : options.replaces;
    facts.traits = TraitSet::of(view, options.attributes, price, apart);
    const Period year = periods_in_year(view.frequency());
    if (options.young > 0) facts.young = options.young;
    if (options.young == 0 && year > 1) facts.young = year / 2;
  });
  return facts;
}

LaunchSeason learnt_season(bool wanted, const PanelStream& training, const SeriesPools& pools) {
  if (!wanted || training.shard_count() == 0) return {};
  const PooledProfile profile(training, pools);
  return {profile.positions(), profile.indices()};
}

struct SeenLaunch {
  std::optional<Launch> launch;
  double smallest_sale = 1;
};

SeenLaunch seen_launch(const LaunchFacts& facts, std::size_t reach, const PanelView& view, std::size_t index) {
  const SeriesView series = view.series(index);
  SeenLaunch seen;
  for (const float y : series.target()) {
    if (y > 0) seen.smallest_sale = std::min(seen.smallest_sale, static_cast<double>(y));
  }
  const auto start = launch_of(series, plan_of(facts.rule, view.channels()), facts.rule);
  if (!start || *start > series.origin()) return seen;
  const std::size_t pool = facts.pools.pool(view, index);
  seen.launch = {series.id(),
                 stream_key(series.id()),
                 *start,
                 pool,
                 facts.traits.traits_of(view, index, *start),
                 launch_curve(series, *start, reach, facts.season, pool)};
  return seen;
}

/// Keeps those of the lowest keys: memory stays that of twice as many as are kept.
void thin_out(std::vector<Launch>& launches) {
  if (launches.size() < 2 * LaunchBook::kMost) return;
  const auto middle = launches.begin() + LaunchBook::kMost;
  std::ranges::nth_element(launches, middle, {}, &Launch::key);
  launches.erase(middle, launches.end());
}

LaunchBook seen_launches(const LaunchFacts& facts, const PanelStream& training, std::size_t reach,
                         const RunContext& context) {
  std::vector<Launch> launches;
  double unit = 1;
  pass_over_series<SeenLaunch>(
      training, "launch_analogues: launches", context,
      [&](const PanelView& view, std::size_t i, SeenLaunch& seen) { seen = seen_launch(facts, reach, view, i); },
      [&](const PanelView&, std::size_t, SeenLaunch& seen) {
        unit = std::min(unit, seen.smallest_sale);
        if (!seen.launch) return;
        launches.push_back(std::move(*seen.launch));
        thin_out(launches);
      });
  return {std::move(launches), reach, unit};
}

void learn_scales(LaunchFacts& facts) {
  std::vector<ProductTraits> products;
  for (const Launch& launch : facts.book.launches()) products.push_back(launch.traits);
  facts.traits.learn_scales(products);
}

Similarity learnt_similarity(const LaunchFacts& facts, const std::string& weights, int steps,
                             const RunContext& context) {
  if (facts.book.size() < kFewestPast) return equal_similarity(facts.traits.count());
  const PastLaunches past(facts.book, facts.traits, facts.limits, steps, context);
  return learnt_similarity(past, facts.traits.count(), weights == "learned", facts.young, context);
}

}  // namespace

std::vector<float> launch_curve(const SeriesView& series, Period start, std::size_t reach, const LaunchSeason& season,
                                std::size_t pool) {
  const std::size_t ages = std::min(reach, static_cast<std::size_t>(age_at(series.origin(), start)));
  std::vector<float> curve(ages, std::numeric_limits<float>::quiet_NaN());
  const std::vector<double> demand = expected_history(series);
  for (std::size_t age = 0; age < ages; ++age) {
    const Period period = start + static_cast<Period>(age), cell = period - series.first_period();
    if (cell < 0 || cell >= std::ssize(demand)) continue;
    const double y = demand[static_cast<std::size_t>(cell)];
    if (std::isnan(y)) continue;
    curve[age] = static_cast<float>(std::max(0.0, y) / season.factor(series.frequency(), pool, period));
  }
  return curve;
}

LaunchFacts learn_launches(const LaunchAnaloguesOptions& options, const PanelStream& training, int steps,
                           const RunContext& context) {
  DataFacts data = data_facts(options, training);
  SeriesPools pools(options.categories, training, level_periods(training, steps), kName, FactsOf::kSeries);
  LaunchSeason season = learnt_season(options.season, training, pools);
  LaunchFacts facts{.rule = learnt_rule(options.since, training),
                    .young = data.young,
                    .traits = std::move(data.traits),
                    .pools = std::move(pools),
                    .season = std::move(season),
                    .book = {},
                    .similarity = {},
                    .limits = {static_cast<std::size_t>(options.analogues), static_cast<std::size_t>(options.fewest),
                               options.weights == "category"}};
  facts.book = seen_launches(facts, training, static_cast<std::size_t>(facts.young + steps), context);
  learn_scales(facts);
  facts.similarity = learnt_similarity(facts, options.weights, steps, context);
  return facts;
}

}  // namespace demandcast
