// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/rule_prices.h"

#include <algorithm>

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/leaderboard.h"
#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

/// The metrics of a model in a group; null where it has no row there.
const Metrics* metrics_in(const Evaluation& evaluation, const std::string& model, const std::string& dimension,
                          const std::string& group) {
  const auto found = std::ranges::find_if(evaluation.groups, [&](const GroupMetrics& one) {
    return one.model == model && one.dimension == dimension && one.group == group;
  });
  return found == evaluation.groups.end() ? nullptr : &found->metrics;
}

/// Pairs of one group, with the losses of every model in them.
struct GroupPairs {
  ScoredPairs pairs;
  std::vector<PairLosses> losses;
  std::size_t series = 0;
};

GroupPairs pairs_of_group(const ScoredPairs& pairs, const std::vector<PairLosses>& losses,
                          const std::vector<std::int32_t>& group, std::size_t wanted) {
  GroupPairs part;
  part.losses.resize(losses.size());
  for (std::size_t pair = 0; pair < pairs.count(); ++pair) {
    if (static_cast<std::size_t>(group[pair]) != wanted) continue;
    if (part.pairs.series.empty() || part.pairs.series.back() != pairs.series[pair]) ++part.series;
    part.pairs.series.push_back(pairs.series[pair]);
    part.pairs.cutoff.push_back(pairs.cutoff[pair]);
    for (std::size_t model = 0; model < losses.size(); ++model) {
      part.losses[model].loss.push_back(losses[model].loss[pair]);
      part.losses[model].periods.push_back(losses[model].periods[pair]);
    }
  }
  // only cutoffs that the group has are drawn
  std::vector<std::int32_t> met = part.pairs.cutoff;
  std::ranges::sort(met);
  met.erase(std::ranges::unique(met).begin(), met.end());
  for (const std::int32_t cutoff : met) part.pairs.cutoffs.push_back(pairs.cutoffs[static_cast<std::size_t>(cutoff)]);
  for (std::int32_t& cutoff : part.pairs.cutoff) {
    cutoff = static_cast<std::int32_t>(std::ranges::lower_bound(met, cutoff) - met.begin());
  }
  return part;
}

}  // namespace

std::string rule_dimension(const RoutedModel& router) { return "rule of " + router.model; }

Segmentation cut_by_rule(const ScoredTable& table, const ScoredPairs& pairs, const RoutedModel& router) {
  const ForecastTable& rows = table.forecasts;
  Segmentation cut{rule_dimension(router), {}, {}};
  for (const RoutedModel::Rule& rule : router.rules) cut.groups.push_back(rule.name);
  cut.groups.emplace_back("not routed");
  cut.group.assign(pairs.count(), static_cast<std::int32_t>(router.rules.size()));
  const auto model = std::ranges::find(rows.models, router.model);
  if (model == rows.models.end() || rows.rules.empty()) return cut;
  std::vector<std::int32_t> place_of;  // [rule of the table]
  for (const std::string& name : rows.rules) {
    place_of.push_back(static_cast<std::int32_t>(std::ranges::find(router.rules, name, &RoutedModel::Rule::name) -
                                                 router.rules.begin()));
  }
  for (const std::size_t row : pairs.rows[static_cast<std::size_t>(model - rows.models.begin())]) {
    if (rows.rule[row] < 0) continue;
    cut.group[static_cast<std::size_t>(pairs.pair[row])] = place_of[static_cast<std::size_t>(rows.rule[row])];
  }
  return cut;
}

void add_rule_prices(const std::vector<std::string>& models, const ScoredPairs& pairs,
                     const std::vector<PairLosses>& losses, const RoutedModel& router,
                     const std::vector<std::int32_t>& group, int draws, const RunContext& context,
                     Evaluation& evaluation) {
  const auto place = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(models, name) - models.begin());
  };
  const std::size_t own = place(router.model);
  if (own == models.size()) return;
  for (std::size_t rule = 0; rule < router.rules.size(); ++rule) {
    const GroupPairs part = pairs_of_group(pairs, losses, group, rule);
    const std::string& name = router.rules[rule].name;
    RulePrice price{router.model, name, router.rules[rule].expert};
    price.series = part.series;
    price.pairs = part.pairs.count();
    const Metrics* metrics = metrics_in(evaluation, router.model, rule_dimension(router), name);
    if (metrics != nullptr) price.wql = leading_loss(*metrics), price.cost = metrics->cost;
    std::vector<std::pair<std::size_t, std::size_t>> comparisons;
    for (const std::string& other : evaluation.leaderboard) {
      if (other != router.model) comparisons.emplace_back(own, place(other));
    }
    constexpr RelativeDifference kNone{kUndefined, kUndefined, kUndefined, 0};
    std::vector<RelativeDifference> differences(comparisons.size(), kNone);
    if (price.pairs > 0) {
      differences = compare_by_bootstrap(part.pairs, part.losses, comparisons, draws, context);
    }
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
      const std::string& other = models[comparisons[i].second];
      const Metrics* theirs = metrics_in(evaluation, other, rule_dimension(router), name);
      price.against.push_back(
          {other, other == router.default_model, theirs == nullptr ? kUndefined : leading_loss(*theirs),
           theirs == nullptr ? kUndefined : theirs->cost, named_difference(differences[i], router.model, other)});
    }
    evaluation.rules.push_back(std::move(price));
  }
}

}  // namespace demandcast
