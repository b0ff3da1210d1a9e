// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/forecast/model_directory.h"
#include "demandcast/pipeline/panel_dates.h"
#include "demandcast/pipeline/total_rows.h"

namespace demandcast {
namespace {

constexpr double kBytesPerCell = 5, kBytesPerMiB = 1024.0 * 1024.0;

int horizon_of(const RunConfig& config) {
  return config.horizon == 0 ? load_model(config.models.front()).manifest.horizon.steps : config.horizon;
}

}  // namespace

RunPlan make_plan(const RunConfig& config, Needs needs, const ModelRegistry& registry, const RunContext& context) {
  validate(config, needs, registry);
  const LoadedData data = load_data(config, context);
  const Panel& panel = data.panel;
  const Totals totals = totals_of(config, panel);
  RunPlan plan;
  plan.data = config.data.path;
  plan.rows = data.report.rows;
  plan.series = panel.series_count();
  plan.cells = panel.cell_count();
  plan.frequency = panel.frequency().name();
  plan.first = first_date(panel);
  plan.last = panel.frequency().format(panel.last_period());
  plan.models = config.models;
  plan.horizon = horizon_of(config);
  if (config.windows > 1) {
    plan.cutoffs = cutoff_dates(rolling_origins(panel, {config.horizon, config.windows, config.step, config.cutoff}));
  }
  const std::size_t windows = std::max<std::size_t>(1, plan.cutoffs.size());
  plan.forecast_rows =
      (plan.series + totals.members.size()) * static_cast<std::size_t>(plan.horizon) * windows * plan.models.size();
  const double row_bytes = 8.0 * static_cast<double>(config.horizon_of().levels.size() + 5);
  plan.memory_mb =
      (kBytesPerCell * static_cast<double>(plan.cells) + row_bytes * static_cast<double>(plan.forecast_rows)) /
      kBytesPerMiB;
  plan.output = config.output;
  return plan;
}

std::string plan_text(const RunPlan& plan) {
  std::string text = fmt::format("data       {}: {} rows, {} series, {} cells, {} from {} to {}\n", plan.data,
                                 plan.rows, plan.series, plan.cells, plan.frequency, plan.first, plan.last);
  text += fmt::format("models     {}\nhorizon    {} periods\n", fmt::join(plan.models, ", "), plan.horizon);
  if (!plan.cutoffs.empty()) text += fmt::format("cutoffs    {}\n", fmt::join(plan.cutoffs, ", "));
  text += fmt::format("forecasts  {} rows\nmemory     about {:.0f} MB for panel and forecasts\n", plan.forecast_rows,
                      plan.memory_mb + 1);
  text += fmt::format("output     {}\n", plan.output.empty() ? "stdout" : plan.output);
  return text;
}

}  // namespace demandcast
