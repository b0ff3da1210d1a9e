// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/parallel.h"
#include "demandcast/evaluation/group_metrics.h"
#include "demandcast/evaluation/paired_bootstrap.h"
#include "demandcast/evaluation/segments.h"

namespace demandcast {
namespace {

constexpr const char* kReference = "seasonal_naive";

double leading_loss(const Metrics& metrics) { return std::isnan(metrics.wql) ? metrics.wql_all : metrics.wql; }

/// Indices of the models, best first; those without a loss last, equals in the order of the table.
std::vector<std::size_t> by_loss(const std::vector<GroupMetrics>& overall) {
  std::vector<std::size_t> order(overall.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const double first = leading_loss(overall[a].metrics), second = leading_loss(overall[b].metrics);
    return std::isnan(second) ? !std::isnan(first) : first < second;
  });
  return order;
}

std::vector<ModelCost> in_order_of(const std::vector<std::string>& models, const std::vector<ModelCost>& costs) {
  std::vector<ModelCost> ordered;
  for (const std::string& model : models) {
    const auto at =
        std::find_if(costs.begin(), costs.end(), [&](const ModelCost& cost) { return cost.model == model; });
    ordered.push_back(at != costs.end() ? *at : ModelCost{.model = model});
  }
  return ordered;
}

ModelDifference named(const RelativeDifference& difference, const std::string& model, const std::string& reference) {
  return {model,           reference,       difference.relative,
          difference.low,  difference.high, difference.low > 0 || difference.high < 0,
          difference.pairs};
}

/// Fills to_reference and to_best. `order` are the models of the leaderboard.
void add_differences(const ScoredTable& table, const ScoredPairs& pairs, const std::vector<std::size_t>& order,
                     int draws, const RunContext& context, Evaluation& evaluation) {
  const std::vector<std::string>& names = table.forecasts.models;
  const auto reference =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), evaluation.reference) - names.begin());
  std::vector<PairLosses> losses(names.size());
  parallel_for(names.size(), context, [&](std::size_t model) { losses[model] = pair_losses(table, pairs, model); });
  std::vector<std::pair<std::size_t, std::size_t>> comparisons;
  for (const std::size_t against : {reference, order.front()}) {
    for (const std::size_t model : order) {
      if (model != against) comparisons.emplace_back(model, against);
    }
  }
  const auto differences = compare_by_bootstrap(pairs, losses, comparisons, draws, context);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    auto& list = i < order.size() - 1 ? evaluation.to_reference : evaluation.to_best;
    list.push_back(named(differences[i], names[comparisons[i].first], names[comparisons[i].second]));
  }
}

std::vector<Dimension> dimensions(const ScoredTable& table, const ScoredPairs& pairs, const Panel& panel,
                                  const std::vector<Segmentation>& segments) {
  std::vector<Dimension> all;
  all.push_back(horizon_dimension(table, pairs));
  all.push_back(cutoff_dimension(pairs, panel.frequency()));
  for (const Segmentation& segment : segments) {
    all.push_back({segment.dimension, segment.groups, [&pairs, &segment](std::size_t row) {
                     return static_cast<std::size_t>(segment.group[static_cast<std::size_t>(pairs.pair[row])]);
                   }});
  }
  return all;
}

}  // namespace

const Metrics& Evaluation::overall(const std::string& model) const {
  for (const GroupMetrics& group : groups) {
    if (group.model == model && group.dimension == "overall") return group.metrics;
  }
  throw DataError("evaluation: " + unknown_name_message("model", model, leaderboard));
}

std::vector<const GroupMetrics*> Evaluation::of(const std::string& model, const std::string& dimension) const {
  std::vector<const GroupMetrics*> found;
  for (const GroupMetrics& group : groups) {
    if (group.model == model && group.dimension == dimension) found.push_back(&group);
  }
  return found;
}

Evaluation evaluate(const ScoredTable& table, const Panel& panel, std::vector<ModelCost> costs,
                    const EvaluationOptions& options, const RunContext& context) {
  const std::vector<std::string>& names = table.forecasts.models;
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  Evaluation evaluation;
  evaluation.levels = table.forecasts.levels;
  evaluation.score = table.mode;
  evaluation.unmatched = table.unmatched;
  if (names.empty()) return evaluation;
  const ScoredPairs pairs = scored_pairs(table);
  std::vector<GroupMetrics> overall = overall_metrics(table, pairs, quiet);
  const std::vector<std::size_t> order = by_loss(overall);
  for (const std::size_t model : order) {
    evaluation.leaderboard.push_back(names[model]);
    evaluation.groups.push_back(std::move(overall[model]));
  }
  evaluation.costs = in_order_of(evaluation.leaderboard, costs);
  if (!options.hierarchy.levels.empty()) {
    const auto errors = hierarchy_errors(table, panel, options.hierarchy, quiet);
    for (const std::size_t model : order) evaluation.hierarchy.push_back(errors[model]);
  }
  const bool has_reference = std::find(names.begin(), names.end(), kReference) != names.end();
  evaluation.reference = has_reference ? kReference : names.front();
  add_differences(table, pairs, order, options.bootstrap_draws, quiet, evaluation);
  const auto segments = cut_segments(pairs, table.forecasts.ids, panel, table.season, options.static_segments, quiet);
  for (const Dimension& dimension : dimensions(table, pairs, panel, segments)) {
    append_group_metrics(table, pairs, dimension, order, quiet, evaluation.groups);
  }
  return evaluation;
}

}  // namespace demandcast
