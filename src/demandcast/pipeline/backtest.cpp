// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/backtest.h"

#include <filesystem>

#include "demandcast/evaluation/pair_table.h"
#include "demandcast/pipeline/backtest_files.h"
#include "demandcast/pipeline/backtest_question.h"
#include "demandcast/pipeline/backtest_report.h"
#include "demandcast/pipeline/backtest_store.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/judge.h"
#include "demandcast/pipeline/model_run.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/panel_dates.h"
#include "demandcast/pipeline/routers.h"
#include "demandcast/pipeline/total_rows.h"
#include "demandcast/pipeline/unit_costs.h"

namespace demandcast {
namespace {

Evaluation judge_totals(const RunConfig& config, const ForecastTable& forecasts, const Totals& totals,
                        const RunContext& context) {
  RunConfig of_totals = config;
  of_totals.segments = {"grouping"};
  of_totals.items = {};  // items are of series
  return judge(of_totals, forecasts, totals.panel, {}, context).evaluation;
}

DataDescription describe_data(const RunConfig& config, const Panel& panel, const std::vector<std::string>& cutoffs) {
  DataDescription data;
  data.name = std::filesystem::path(config.data.path).filename().string();
  data.frequency = panel.frequency().name();
  data.series = panel.series_count();
  data.first_date = first_date(panel);
  data.last_date = panel.frequency().format(panel.last_period());
  data.horizon = config.horizon;
  data.cutoffs = cutoffs;
  return data;
}

}  // namespace

BacktestResult run_backtest(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, Needs::kModels, registry);
  check_output_folder(config);
  if (goes_by_parts(config, registry)) return backtest_store(config, registry, context);
  check_whole_store(config, registry);
  BacktestResult result;
  LoadedData data = load_data(config, context);
  const Panel& panel = data.panel;
  unit_costs_of(config, panel.ids(), panel);  // faults of items are told before the work
  const std::vector<PanelView> views =
      rolling_origins(panel, {config.horizon, config.windows, config.step, config.cutoff});

  result.report = std::move(data.report);
  result.cutoffs = cutoff_dates(views);
  result.about = describe_data(config, panel, result.cutoffs);
  const Totals totals = totals_of(config, panel);
  ForecastTable all;
  std::vector<ModelCost> costs;
  const std::vector<Composition> compositions = models_of_backtest(config, registry);
  describe_models(config, registry, compositions, result);
  for (const Composition& composition : compositions) {
    PartStore parts;
    if (!config.output.empty()) {
      parts = {std::filesystem::path(config.output) / "parts",
               question_of(config, composition, registry, views, context)};
    }
    ModelRun run = run_model(config, composition, registry, views, panel.ids(), totals, parts, context);
    result.resumed_parts += run.resumed;
    add_new(labelled(composition.label, run.notes), result.left_out);
    costs.push_back(run.cost);
    append_rows(all, run.forecasts);
  }
  result.fallbacks = count_fallbacks(all);

  const PartedTable parted = part_totals(all, totals);
  Judgement judgement =
      judge(config, parted.series, panel, std::move(costs), context, routers_of(config, registry, compositions));
  result.evaluation = std::move(judgement.evaluation);
  if (!totals.members.empty()) result.totals = judge_totals(config, parted.totals, totals, context);
  result.cells = count_scored(judgement.scored, panel);
  result.notes = notes_of(config);
  add_new(result.left_out, result.notes);
  result.notes.push_back(scored_text(result.cells));
  CriticalRatios ratios;
  ratios.add(judgement.scored);
  result.cost_note = ratios.note(judgement.scored.forecasts.levels);
  if (!result.cost_note.empty()) result.notes.push_back(result.cost_note);
  if (is_packed_store(config.data.path)) {
    result.notes.push_back(
        "The whole store was held in memory: spans, totals and models that learn across series need all of it.");
  }
  if (config.output.empty()) return result;
  write_table(pair_table(judgement.scored, panel, context), pairs_place(config));
  result.pages = pages_of(judgement.scored, panel, result.evaluation);
  result.files = write_backtest(config, result, all);
  return result;
}

}  // namespace demandcast
