// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/segments.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "demandcast/core/parallel.h"
#include "demandcast/data/demand_traits.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/evaluation/static_segments.h"

namespace demandcast {
namespace {

constexpr double kStrongSeason = 0.6, kSomeSeason = 0.3;

std::vector<DemandTraits> traits_of_pairs(const ScoredPairs& pairs, const std::vector<std::size_t>& series,
                                          const Panel& panel, int season, const RunContext& context) {
  std::vector<DemandTraits> traits(pairs.count());
  parallel_for(pairs.count(), context, [&](std::size_t pair) {
    const SeriesView view(panel, series[pair], pairs.cutoffs[static_cast<std::size_t>(pairs.cutoff[pair])]);
    traits[pair] = demand_traits(view.observed_history(), season);
  });
  return traits;
}

/// Lists of pairs that are ranked among each other.
std::vector<std::vector<std::size_t>> ranked_together(const ScoredPairs& pairs) {
  const bool own_cutoffs = pairs.count() < 3 * pairs.cutoffs.size();
  std::vector<std::vector<std::size_t>> lists(own_cutoffs ? 1 : pairs.cutoffs.size());
  for (std::size_t pair = 0; pair < pairs.count(); ++pair) {
    lists[own_cutoffs ? 0 : static_cast<std::size_t>(pairs.cutoff[pair])].push_back(pair);
  }
  return lists;
}

/// [pair] share of the list's values below the pair's, ties at the middle of their ranks.
std::vector<double> ranks(const ScoredPairs& pairs, const std::vector<double>& values) {
  std::vector<double> rank(values.size());
  for (std::vector<std::size_t>& list : ranked_together(pairs)) {
    std::sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    for (std::size_t begin = 0, end = 0; begin < list.size(); begin = end) {
      while (end < list.size() && values[list[end]] == values[list[begin]]) ++end;
      const double middle = static_cast<double>(begin + end) / 2 / static_cast<double>(list.size());
      for (std::size_t i = begin; i < end; ++i) rank[list[i]] = middle;
    }
  }
  return rank;
}

Segmentation by_rank(std::string dimension, std::vector<std::string> groups, const std::vector<double>& cuts,
                     const std::vector<double>& rank) {
  Segmentation segmentation{std::move(dimension), std::move(groups), {}};
  for (const double value : rank) {
    const auto at = std::upper_bound(cuts.begin(), cuts.end(), value) - cuts.begin();
    segmentation.group.push_back(static_cast<std::int32_t>(at));
  }
  return segmentation;
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
                                       const RunContext& context) {
  std::vector<std::size_t> series;
  for (const std::int32_t code : pairs.series)
    series.push_back(panel.find(ids[static_cast<std::size_t>(code)]).value());
  const std::vector<DemandTraits> traits = traits_of_pairs(pairs, series, panel, season, context);
  std::vector<double> velocity, volume;
  for (const DemandTraits& one : traits) {
    velocity.push_back(one.velocity);
    volume.push_back(one.volume);
  }
  std::vector<Segmentation> all;
  all.push_back(by_rank("velocity", {"slow", "medium", "fast"}, {1.0 / 3, 2.0 / 3}, ranks(pairs, velocity)));
  all.push_back(by_rank("scale", {"bottom half", "50-90 %", "90-99 %", "99-99.9 %", "top 0.1 %"},
                        {0.5, 0.9, 0.99, 0.999}, ranks(pairs, volume)));
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

}  // namespace demandcast
