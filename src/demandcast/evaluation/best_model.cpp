// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/best_model.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/normal_quantile.h"
#include "demandcast/evaluation/paired_bootstrap.h"

namespace demandcast {
namespace {

constexpr double kTail = 0.025;

struct Sums {
  double loss = 0, other = 0, demand = 0;
};

Sums shared_sums(const LossTable& table, std::span<const std::size_t> pairs, std::size_t model, std::size_t other) {
  Sums sums;
  for (const std::size_t pair : pairs) {
    const double loss = table.loss[model][pair], theirs = table.loss[other][pair];
    if (std::isnan(loss) || std::isnan(theirs)) continue;
    sums.loss += loss;
    sums.other += theirs;
    sums.demand += table.demand[pair];
  }
  return sums;
}

/// Both models' losses on `pairs`, as the bootstrap takes them.
struct Duel {
  ScoredPairs pairs;
  std::vector<PairLosses> losses{2};
  std::size_t series = 0;
};

Duel duel_of(const LossTable& table, std::span<const std::size_t> pairs, std::size_t model, std::size_t other) {
  Duel duel;
  std::vector<Period>& cutoffs = duel.pairs.cutoffs;
  std::vector<std::size_t> shared;
  for (const std::size_t pair : pairs) {
    if (std::isnan(table.loss[model][pair]) || std::isnan(table.loss[other][pair])) continue;
    shared.push_back(pair);
    cutoffs.push_back(table.cutoff[pair]);
  }
  std::ranges::sort(cutoffs);
  cutoffs.erase(std::ranges::unique(cutoffs).begin(), cutoffs.end());
  for (const std::size_t pair : shared) {
    if (duel.pairs.series.empty() || duel.pairs.series.back() != table.series[pair]) ++duel.series;
    duel.pairs.series.push_back(table.series[pair]);
    const auto cutoff = std::ranges::lower_bound(cutoffs, table.cutoff[pair]) - cutoffs.begin();
    duel.pairs.cutoff.push_back(static_cast<std::int32_t>(cutoff));
    duel.losses[0].loss.push_back(table.loss[model][pair]);
    duel.losses[1].loss.push_back(table.loss[other][pair]);
    for (PairLosses& losses : duel.losses) losses.periods.push_back(1);
  }
  return duel;
}

}  // namespace

std::optional<ModelContest> best_model(const LossTable& table, std::span<const std::size_t> pairs, std::size_t other,
                                       std::size_t comparisons, int draws, const RunContext& context) {
  std::optional<ModelContest> best;
  for (std::size_t model = 0; model < table.loss.size(); ++model) {
    if (model == other) continue;
    const Sums sums = shared_sums(table, pairs, model, other);
    if (!(sums.other > 0) || !(sums.demand > 0)) continue;
    const double relative = sums.loss / sums.other - 1;
    if (best && best->relative <= relative) continue;
    best = ModelContest{.model = model, .wql = sums.loss / sums.demand, .other_wql = sums.other / sums.demand};
    best->relative = relative;
  }
  if (!best) return best;
  const Duel duel = duel_of(table, pairs, best->model, other);
  const RelativeDifference difference = compare_by_bootstrap(duel.pairs, duel.losses, {{0, 1}}, draws, context).front();
  const double wider = normal_quantile(1 - kTail / static_cast<double>(std::max<std::size_t>(comparisons, 1))) /
                       normal_quantile(1 - kTail);
  best->low = best->relative - wider * (best->relative - difference.low);
  best->high = best->relative + wider * (difference.high - best->relative);
  best->series = duel.series;
  best->pairs = duel.pairs.count();
  return best;
}

std::optional<std::size_t> best_overall(const LossTable& table) {
  std::vector<double> sums(table.loss.size(), 0.0);
  bool any = false;
  for (std::size_t pair = 0; pair < table.demand.size(); ++pair) {
    if (std::ranges::any_of(table.loss, [&](const auto& of_model) { return std::isnan(of_model[pair]); })) continue;
    any = true;
    for (std::size_t model = 0; model < sums.size(); ++model) sums[model] += table.loss[model][pair];
  }
  if (!any) return std::nullopt;
  return static_cast<std::size_t>(std::ranges::min_element(sums) - sums.begin());
}

}  // namespace demandcast
