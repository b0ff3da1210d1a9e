// From forecast rows to a judgement: the rows that count, their truth, metrics.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct Judgement {
  ScoredTable scored;
  Evaluation evaluation;
};

/// Scores the rows of `forecasts` against `panel` as `config` says (season, score mode, least history, segments). Span
/// rows are judged apart (span_metrics.h), behind the other groups.
Judgement judge(const RunConfig& config, ForecastTable forecasts, const Panel& panel, std::vector<ModelCost> costs,
                const RunContext& context, std::vector<RoutedModel> routers = {});

/// The rows of `forecasts` that count, joined to their truth; spans are left out.
ScoredTable scored_for(const RunConfig& config, const ForecastTable& forecasts, const Panel& panel);

/// The season of MASE: config.season, else the frequency's default.
int scoring_season(const RunConfig& config, const Panel& panel);

}  // namespace demandcast
