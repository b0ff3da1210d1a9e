// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/forecast.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/pipeline/fallback_counts.h"
#include "demandcast/pipeline/total_rows.h"

namespace demandcast {
namespace {

/// What the model has learnt, where the configuration does not say otherwise.
Horizon horizon_for(const RunConfig& config, const Horizon& learned) {
  Horizon horizon = learned;
  if (config.horizon > 0) horizon.steps = config.horizon;
  if (!config.levels.empty()) horizon.levels = config.levels;
  if (!config.spans.empty()) horizon.spans = config.spans;
  horizon.validate();
  return horizon;
}

}  // namespace

void require_spans(const Forecaster& forecaster, const Horizon& horizon, const std::string& model) {
  if (horizon.spans.empty() || forecaster.forecasts_spans()) return;
  throw ConfigError(
      fmt::format("[{0}] cannot forecast demand over spans; fit it anew as {0}+paths, or with --spans", model));
}

void require_paths(const Forecaster& forecaster, const Totals& totals, const std::string& model) {
  if (totals.members.empty() || forecaster.samples_paths()) return;
  throw ConfigError(fmt::format(
      "[{0}] draws no sample paths, which totals are made of; fit it anew as {0}+paths, or with --totals", model));
}

ForecastResult run_forecast(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, Needs::kOneModel, registry);
  LoadedData data = load_data(config, context);
  const Totals totals = totals_of(config, data.panel);
  const LearnedModel learned = learn_or_load(config, data.panel, registry, context);
  const Horizon horizon = horizon_for(config, learned.manifest.horizon);
  require_spans(*learned.forecaster, horizon, learned.manifest.model);
  require_paths(*learned.forecaster, totals, learned.manifest.model);

  const PanelView view = newest_view(data.panel, config.cutoff);
  const QuantileForecast forecast = forecast_one(*learned.forecaster, view, horizon, context);
  const std::string label = parse_composition(learned.manifest.model, registry).label;
  ForecastTable table;
  table.frequency = data.panel.frequency();
  append_forecast(table, forecast, data.panel.ids(), label);
  append_totals(table, *learned.forecaster, forecast, view, totals, label, context);
  auto fallbacks = count_fallbacks(table)[label];
  return {std::move(data.panel), std::move(data.report), label, horizon.steps, std::move(table), std::move(fallbacks)};
}

}  // namespace demandcast
