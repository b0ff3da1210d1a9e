// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/evaluate_forecasts.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/evaluate_store.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/reference_forecasts.h"
#include "demandcast/pipeline/total_rows.h"
#include "demandcast/pipeline/unit_costs.h"

namespace demandcast {

void add_reference(const RunConfig& config, const ModelRegistry& registry, const Panel& panel, ForecastTable& forecasts,
                   const RunContext& context) {
  const Composition reference = parse_composition("seasonal_naive", registry);
  const auto& models = forecasts.models;
  if (std::find(models.begin(), models.end(), reference.label) != models.end()) return;
  append_rows(forecasts, reference_forecasts(forecasts, panel, reference, registry,
                                             options_with_season(config, registry), context));
}

void refuse_strangers(std::size_t rows, const std::string& forecasts, const std::string& data) {
  throw DataError(
      fmt::format("none of the {} forecast rows in \"{}\" has a series and date that \"{}\" has; do the ids and dates "
                  "of both files agree?",
                  rows, forecasts, data));
}

namespace {

/// Groups of the dimension "grouping".
std::vector<GroupMetrics> judge_totals(RunConfig config, const ModelRegistry& registry, ForecastTable forecasts,
                                       const Totals& totals, const RunContext& context) {
  std::vector<GroupMetrics> groups;
  if (forecasts.row_count() == 0) return groups;
  config.segments = {"grouping"};
  config.items = {};  // items are of series
  add_reference(config, registry, totals.panel, forecasts, context);
  for (GroupMetrics& group : judge(config, std::move(forecasts), totals.panel, {}, context).evaluation.groups) {
    if (group.dimension == "grouping") groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

Evaluated run_evaluate(const RunConfig& config, const std::string& forecasts, const RunContext& context) {
  const ModelRegistry registry = builtin_models();
  validate(config, Needs::kData, registry);
  if (config.totals.empty() && is_packed_store(config.data.path)) return evaluate_store(config, forecasts, context);
  const std::vector<std::string> ids{config.data.id, "item_id"};
  const Table table = read_table(forecasts, {}, ids);
  const LoadedData data = load_data(config, context);
  const Totals totals = totals_of(config, data.panel);
  PartedTable rows{from_table(table, data.panel.frequency(), config.data.id, config.data.time), {}};
  if (!totals.members.empty()) rows = part_totals(rows.series, totals);
  const bool any_series = rows.series.row_count() > 0;
  Evaluated result;
  if (any_series) {
    add_reference(config, registry, data.panel, rows.series, context);
    Judgement judgement = judge(config, std::move(rows.series), data.panel, {}, context);
    const std::size_t judged = judgement.scored.forecasts.row_count();
    if (judgement.scored.unmatched == judged) refuse_strangers(judged, forecasts, config.data.path);
    CriticalRatios ratios;
    ratios.add(judgement.scored);
    result.cost_note = ratios.note(judgement.scored.forecasts.levels);
    result.evaluation = std::move(judgement.evaluation);
  }
  for (GroupMetrics& group : judge_totals(config, registry, std::move(rows.totals), totals, context)) {
    result.evaluation.groups.push_back(std::move(group));
  }
  return result;
}

}  // namespace demandcast
