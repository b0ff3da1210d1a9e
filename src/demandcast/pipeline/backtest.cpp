// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/backtest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/version.h"
#include "demandcast/forecast/model_directory.h"
#include "demandcast/pipeline/backtest_files.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/judge.h"
#include "demandcast/pipeline/model_run.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/panel_dates.h"
#include "demandcast/pipeline/total_rows.h"

namespace demandcast {
namespace {

constexpr const char* kReference = "seasonal_naive";

/// The compositions asked for, with the reference before them where it is missing.
std::vector<Composition> with_reference(const RunConfig& config, const ModelRegistry& registry) {
  std::vector<Composition> asked = compositions_of(config, registry);
  Composition reference = able_composition(config, kReference, registry);
  const auto is_reference = [&](const Composition& c) { return c.parts == reference.parts; };
  if (std::none_of(asked.begin(), asked.end(), is_reference)) asked.insert(asked.begin(), std::move(reference));
  return asked;
}

/// Everything that the forecasts of a composition depend on, as text.
std::string question_of(const RunConfig& config, const Composition& composition, const ModelRegistry& registry,
                        const std::vector<PanelView>& views, const RunContext& context) {
  std::string text = fmt::format("demandcast {}\nmodel {}\n", kVersion, fmt::join(composition.parts, "+"));
  const ModelOptions options = options_with_season(config, registry);
  for (const std::string& part : composition.parts) {
    if (const auto own = options.find(part); own != options.end()) {
      for (const auto& [name, value] : own->second) text += fmt::format("{}.{} = {}\n", part, name, value);
    }
  }
  text += fmt::format("horizon {}\nlevels {}\nrefit {}\nseed {}\n", config.horizon,
                      fmt::join(config.horizon_of().levels, ","), config.refit_every, context.seed);
  for (const Span& span : config.spans) text += fmt::format("span {}:{}\n", span.lead, span.length);
  for (const std::string& grouping : config.totals) text += fmt::format("totals {}\n", grouping);
  for (const PanelView& view : views) text += fmt::format("view {}\n", data_fingerprint(view));
  return text;
}

Evaluation judge_totals(const RunConfig& config, const ForecastTable& forecasts, const Totals& totals,
                        const RunContext& context) {
  RunConfig of_totals = config;
  of_totals.segments = {"grouping"};
  return judge(of_totals, forecasts, totals.panel, {}, context).evaluation;
}

std::vector<std::string> notes_of(const RunConfig& config) {
  std::vector<std::string> notes;
  if (!config.data.known.empty()) {
    notes.push_back("Plans (" + fmt::format("{}", fmt::join(config.data.known, ", ")) +
                    ") are taken to have been known at every cutoff.");
  }
  if (config.min_history > 0) {
    notes.push_back(
        fmt::format("Series with fewer than {} periods up to a cutoff are not scored there.", config.min_history));
  }
  return notes;
}

}  // namespace

BacktestResult run_backtest(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, Needs::kModels, registry);
  check_output_folder(config);
  BacktestResult result{.data = load_data(config, context),
                        .cutoffs = {},
                        .scored = {},
                        .evaluation = {},
                        .totals = {},
                        .cells = {},
                        .fallbacks = {},
                        .notes = {},
                        .files = {}};
  const Panel& panel = result.data.panel;
  const std::vector<PanelView> views =
      rolling_origins(panel, {config.horizon, config.windows, config.step, config.cutoff});

  result.cutoffs = cutoff_dates(views);
  const Totals totals = totals_of(config, panel);
  ForecastTable all;
  std::vector<ModelCost> costs;
  for (const Composition& composition : with_reference(config, registry)) {
    PartStore parts;
    if (!config.output.empty()) {
      parts = {std::filesystem::path(config.output) / "parts",
               question_of(config, composition, registry, views, context)};
    }
    ModelRun run = run_model(config, composition, registry, views, panel.ids(), totals, parts, context);
    result.resumed_parts += run.resumed;
    costs.push_back(run.cost);
    append_rows(all, run.forecasts);
  }
  result.fallbacks = count_fallbacks(all);

  const PartedTable parted = part_totals(all, totals);
  Judgement judgement = judge(config, parted.series, panel, std::move(costs), context);
  result.scored = std::move(judgement.scored);
  result.evaluation = std::move(judgement.evaluation);
  if (!totals.members.empty()) result.totals = judge_totals(config, parted.totals, totals, context);
  result.cells = count_scored(result.scored, panel);
  result.notes = notes_of(config);
  result.notes.push_back(scored_text(result.cells));
  if (!config.output.empty()) result.files = write_backtest(config, result, all);
  return result;
}

}  // namespace demandcast
