// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/series_pools.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/data/demand_traits.h"
#include "demandcast/models/calibrated/past/demand_segments.h"
#include "demandcast/models/calibrated/past/past_origins.h"
#include "demandcast/models/calibrated/past/static_categories.h"
#include "demandcast/models/calibrated/past/step_groups.h"

namespace demandcast {
namespace {

constexpr double kSomeSeason = 0.3, kStrongSeason = 0.6;
constexpr int kSeasonWithoutOne = 8;

std::size_t age_group(const SeriesView& series) {
  const auto y = series.target();
  const auto states = series.states();
  std::size_t first = 0;
  while (first < y.size() && !(states[first] == CellState::kObserved && y[first] > 0)) ++first;
  const std::size_t age = series.length() - std::min(first, series.length());
  const int season = series.frequency().default_season();
  const auto full = static_cast<std::size_t>(season > 1 ? season : kSeasonWithoutOne);
  if (age < full / 2) return 0;
  if (age < full) return 1;
  return age < 2 * full ? 2 : 3;
}

std::size_t season_group(const SeriesView& series) {
  const auto strength = seasonal_strength(series.observed_history(), series.frequency().default_season());
  if (!strength) return 0;
  if (*strength < kSomeSeason) return 1;
  return *strength < kStrongSeason ? 2 : 3;
}

std::size_t category_group(const PoolFact& fact, const PanelView& view, std::size_t series) {
  const StaticColumn* column = static_named(view, fact.name);
  const std::string category = column == nullptr ? std::string() : category_of(*column, view.series(series));
  if (category.empty()) return fact.categories.size();
  return static_cast<std::size_t>(std::ranges::find(fact.categories, category) - fact.categories.begin());
}

/// For owners that part series alone.
void require_fact_of_series(const std::string& fact, const PanelStream& training, std::string_view owner) {
  static constexpr std::array<std::string_view, 4> kOfHistory{"age", "intermittence", "velocity", "season"};
  if (std::ranges::find(kOfHistory, fact) != kOfHistory.end()) return;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      const bool of_steps = fact == "height" || fact == "month" || planned_channel(view, fact) != nullptr;
      if (of_steps || static_named(view, fact) != nullptr) return;
      throw ConfigError(
          fmt::format("[{}] \"{}\" is no text or number among the statics of the data; name it with --static, or with "
                      "--statics FILE",
                      owner, fact));
    });
  }
}

std::vector<PoolFact> learnt_facts(std::string_view facts, const PanelStream& training, std::string_view owner,
                                   FactsOf facts_of) {
  std::vector<PoolFact> all;
  if (facts == "none") return all;
  for (std::string& fact : comma_parts(facts)) {
    if (facts_of == FactsOf::kSeries) require_fact_of_series(fact, training, owner);
    all.push_back(learnt_fact(std::move(fact), training, owner));
    if (facts_of == FactsOf::kSeries && all.back().is_of_steps()) {
      throw ConfigError(
          fmt::format("[{}] \"{}\" tells the periods of a series apart; a category among the statics or a "
                      "fact of whole series is wanted",
                      owner, all.back().name));
    }
  }
  return all;
}

}  // namespace

SeriesPools::SeriesPools(std::string_view facts, const PanelStream& training, std::size_t level_periods,
                         std::string_view owner, FactsOf facts_of)
    : SeriesPools(learnt_facts(facts, training, owner, facts_of), level_periods,
                  DemandSegments("velocity", recent_means(training, level_periods)).cuts()) {}

SeriesPools::SeriesPools(std::vector<PoolFact> facts, std::size_t level_periods, std::vector<double> velocity_cuts)
    : facts_(std::move(facts)), level_periods_(level_periods), velocity_cuts_(std::move(velocity_cuts)) {}

std::size_t SeriesPools::count(std::size_t depth) const {
  std::size_t pools = 1;
  for (std::size_t d = 0; d < depth; ++d) pools *= facts_[d].group_count();
  return pools;
}

std::size_t SeriesPools::pool(const PanelView& view, std::size_t series) const {
  std::size_t pool = 0;
  for (const PoolFact& fact : facts_) pool = pool * fact.group_count() + group(fact, view, series);
  return pool;
}

std::vector<std::size_t> SeriesPools::pools_of_steps(const PanelView& view, std::size_t series,
                                                     std::span<const double> means) const {
  std::vector<std::size_t> pools(means.size(), pool(view, series));
  std::size_t stride = 1;
  for (std::size_t d = facts_.size(); d-- > 0; stride *= facts_[d].group_count()) {
    if (!facts_[d].is_of_steps()) continue;
    const double level = demand_level(view.series(series), level_periods_).mean;
    const auto groups = step_groups(facts_[d], view, series, means, level);
    for (std::size_t step = 0; step < pools.size(); ++step) pools[step] += stride * groups[step];
  }
  return pools;
}

std::size_t SeriesPools::group(const PoolFact& fact, const PanelView& view, std::size_t series) const {
  if (fact.is_of_steps()) return 0;
  if (fact.name == "age") return age_group(view.series(series));
  if (fact.name == "season") return season_group(view.series(series));
  if (fact.name == "intermittence") {
    return intermittence_class(demand_level(view.series(series), level_periods_).zero_share);
  }
  if (fact.name != "velocity") return category_group(fact, view, series);
  const double mean = demand_level(view.series(series), level_periods_).mean;
  return static_cast<std::size_t>(std::ranges::upper_bound(velocity_cuts_, mean) - velocity_cuts_.begin());
}

}  // namespace demandcast
