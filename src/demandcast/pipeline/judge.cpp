// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/judge.h"

#include "demandcast/evaluation/span_metrics.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/unit_costs.h"

namespace demandcast {

int scoring_season(const RunConfig& config, const Panel& panel) {
  return config.season > 0 ? config.season : panel.frequency().default_season();
}

ScoredTable scored_for(const RunConfig& config, const ForecastTable& forecasts, const Panel& panel) {
  const auto counts = [&](std::size_t row) {
    const bool is_span = !forecasts.length.empty() && forecasts.length[row] > 0;
    const auto series = panel.find(forecasts.ids[static_cast<std::size_t>(forecasts.series[row])]);
    return !is_span && (!series || forecasts.cutoff[row] - panel.first_period(*series) + 1 >= config.min_history);
  };
  std::vector<std::size_t> kept;
  for (std::size_t row = 0; row < forecasts.row_count(); ++row) {
    if (counts(row)) kept.push_back(row);
  }
  ScoredTable scored = score_against(select_rows(forecasts, kept), panel, scoring_season(config, panel), config.score);
  scored.unit_costs = unit_costs_of(config, scored.forecasts.ids, panel);
  return scored;
}

Judgement judge(const RunConfig& config, ForecastTable forecasts, const Panel& panel, std::vector<ModelCost> costs,
                const RunContext& context, std::vector<RoutedModel> routers) {
  std::vector<GroupMetrics> spans = span_metrics(forecasts, panel, config.score);
  Judgement judgement;
  context.progress->start("judging", 0);
  judgement.scored = scored_for(config, forecasts, panel);
  EvaluationOptions options;
  options.static_segments = config.segments;
  options.routers = std::move(routers);
  judgement.evaluation = evaluate(judgement.scored, panel, std::move(costs), options, context);
  judgement.evaluation.score = config.score;
  for (GroupMetrics& group : spans) judgement.evaluation.groups.push_back(std::move(group));
  context.progress->finish();
  return judgement;
}

}  // namespace demandcast
