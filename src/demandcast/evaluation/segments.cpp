// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/segments.h"

#include <algorithm>
#include <string_view>

#include "demandcast/core/parallel.h"
#include "demandcast/data/demand_traits.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/evaluation/static_segments.h"

namespace demandcast {
namespace {

constexpr double kStrongSeason = 0.6, kSomeSeason = 0.3;

Period cutoff_of(const ScoredPairs& pairs, std::size_t pair) {
  return pairs.cutoffs[static_cast<std::size_t>(pairs.cutoff[pair])];
}

std::vector<DemandTraits> traits_of_pairs(const ScoredPairs& pairs, const std::vector<std::size_t>& series,
                                          const Panel& panel, int season, const RunContext& context) {
  std::vector<DemandTraits> traits(pairs.count());
  parallel_for(pairs.count(), context, [&](std::size_t pair) {
    const SeriesView view(panel, series[pair], cutoff_of(pairs, pair));
    traits[pair] = demand_traits(view.observed_history(), season);
  });
  return traits;
}

void add_all(const ScoredPairs& pairs, const std::vector<DemandTraits>& traits, DemandRanks& ranks) {
  for (std::size_t pair = 0; pair < pairs.count(); ++pair) {
    ranks.add(cutoff_of(pairs, pair), traits[pair].velocity, traits[pair].volume);
  }
}

DemandRanks ranks_of(const ScoredPairs& pairs, const std::vector<DemandTraits>& traits) {
  DemandRanks ranks;
  add_all(pairs, traits, ranks);
  ranks.finish();
  return ranks;
}

/// [pair] its place in the panel.
std::vector<std::size_t> series_of_pairs(const ScoredPairs& pairs, const std::vector<std::string>& ids,
                                         const Panel& panel) {
  std::vector<std::size_t> series;
  for (const std::int32_t code : pairs.series) {
    series.push_back(panel.find(ids[static_cast<std::size_t>(code)]).value());
  }
  return series;
}

void add_ranked(const ScoredPairs& pairs, const std::vector<DemandTraits>& traits, const DemandRanks& ranks,
                std::vector<Segmentation>& all) {
  Segmentation velocity{"velocity", {"slow", "medium", "fast"}, {}};
  Segmentation scale{"scale", {"bottom half", "50-90 %", "90-99 %", "99-99.9 %", "top 0.1 %"}, {}};
  for (std::size_t pair = 0; pair < pairs.count(); ++pair) {
    const Period cutoff = cutoff_of(pairs, pair);
    velocity.group.push_back(static_cast<std::int32_t>(ranks.velocity_group(cutoff, traits[pair].velocity)));
    scale.group.push_back(static_cast<std::int32_t>(ranks.scale_group(cutoff, traits[pair].volume)));
  }
  all.push_back(std::move(velocity));
  all.push_back(std::move(scale));
}

template <class Name>
Segmentation by_name(std::string dimension, std::vector<std::string> groups, const std::vector<DemandTraits>& traits,
                     const Name& name) {
  Segmentation segmentation{std::move(dimension), std::move(groups), {}};
  const auto& names = segmentation.groups;
  for (const DemandTraits& one : traits) {
    const auto at = std::find(names.begin(), names.end(), name(one)) - names.begin();
    segmentation.group.push_back(static_cast<std::int32_t>(at));
  }
  return segmentation;
}

std::string_view season_class(const DemandTraits& traits) {
  if (!traits.seasonal_strength) return "short history";
  if (*traits.seasonal_strength >= kStrongSeason) return "strong";
  return *traits.seasonal_strength >= kSomeSeason ? "some" : "none";
}

}  // namespace

std::vector<Segmentation> cut_segments(const ScoredPairs& pairs, const std::vector<std::string>& ids,
                                       const Panel& panel, int season, const std::vector<std::string>& statics,
                                       const RunContext& context, const DemandRanks* ranks) {
  const std::vector<std::size_t> series = series_of_pairs(pairs, ids, panel);
  const std::vector<DemandTraits> traits = traits_of_pairs(pairs, series, panel, season, context);
  std::vector<Segmentation> all;
  add_ranked(pairs, traits, ranks != nullptr ? *ranks : ranks_of(pairs, traits), all);
  all.push_back(
      by_name("intermittence", {"smooth", "erratic", "intermittent", "lumpy", "no sales"}, traits, demand_class));
  const auto age = [&](const DemandTraits& one) -> std::string_view {
    if (!one.since_launch) return "no sales";
    return *one.since_launch < static_cast<std::size_t>(season) ? "new" : "older";
  };
  all.push_back(by_name("age", {"new", "older", "no sales"}, traits, age));
  if (season > 1) all.push_back(by_name("season", {"strong", "some", "none", "short history"}, traits, season_class));
  for (const std::string& name : statics) all.push_back(cut_by_static(panel, name, series));
  return all;
}

void add_to_ranks(const ScoredTable& part, const Panel& panel, const RunContext& context, DemandRanks& ranks) {
  const ScoredPairs pairs = scored_pairs(part);
  const auto series = series_of_pairs(pairs, part.forecasts.ids, panel);
  add_all(pairs, traits_of_pairs(pairs, series, panel, part.season, context), ranks);
}

}  // namespace demandcast
