// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/parallel.h"
#include "demandcast/evaluation/group_metrics.h"
#include "demandcast/evaluation/leaderboard.h"
#include "demandcast/evaluation/paired_bootstrap.h"
#include "demandcast/evaluation/rule_prices.h"
#include "demandcast/evaluation/segments.h"

namespace demandcast {
namespace {

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

bool has_money(const Evaluation& evaluation) {
  return std::ranges::any_of(evaluation.groups,
                             [](const GroupMetrics& group) { return !std::isnan(group.metrics.cost); });
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
  const std::vector<std::size_t> order = order_by_loss(overall);
  add_leaderboard(std::move(overall), order, costs, evaluation);
  if (!options.hierarchy.levels.empty()) {
    const auto errors = hierarchy_errors(table, panel, options.hierarchy, quiet);
    for (const std::size_t model : order) evaluation.hierarchy.push_back(errors[model]);
  }
  std::vector<PairLosses> losses(names.size());
  parallel_for(names.size(), quiet, [&](std::size_t model) { losses[model] = pair_losses(table, pairs, model); });
  add_differences(names, pairs, losses, order, options.bootstrap_draws, quiet, evaluation);
  auto segments = cut_segments(pairs, table.forecasts.ids, panel, table.season, options.static_segments, quiet);
  const std::size_t first_router = segments.size() - options.static_segments.size();
  for (std::size_t i = 0; i < options.routers.size(); ++i) {
    segments.insert(segments.begin() + static_cast<std::ptrdiff_t>(first_router + i),
                    cut_by_rule(table, pairs, options.routers[i]));
  }
  for (const Dimension& dimension : dimensions(table, pairs, panel, segments)) {
    append_group_metrics(table, pairs, dimension, order, quiet, evaluation.groups);
  }
  for (std::size_t i = 0; i < options.routers.size(); ++i) {
    add_rule_prices(names, pairs, losses, options.routers[i], segments[first_router + i].group, options.bootstrap_draws,
                    quiet, evaluation);
  }
  return evaluation;
}

}  // namespace demandcast
