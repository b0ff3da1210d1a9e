// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/whatif.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/version.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/path_model.h"
#include "demandcast/pipeline/whatif_comparison.h"
#include "demandcast/pipeline/whatif_intervals.h"
#include "demandcast/pipeline/whatif_money.h"

namespace demandcast {
namespace {

bool has_items(const WhatIfConfig& config) { return !config.items.path.empty() || !config.items.defaults.empty(); }

Scenario scenario_of(const WhatIfConfig& config) {
  Scenario scenario;
  if (!config.scenario.empty()) scenario = read_scenario(config.scenario);
  for (const std::string& text : config.set_price) scenario.changes.push_back(parse_plan_change(text, config.price));
  if (!scenario.changes.empty() || !scenario.replacement.empty()) return scenario;
  throw ConfigError(
      "no scenario given: name a file with --scenario, or a change with --set-price, for example --set-price "
      "\"category=juice:*0.9@2024-06-01..2024-06-14\"");
}

/// Lines for people.
std::vector<std::string> scenario_lines(const Scenario& scenario, const std::string& price) {
  std::vector<std::string> lines;
  if (!scenario.replacement.empty()) lines.push_back("plans of " + scenario.replacement);
  for (const PlanChange& change : scenario.changes) {
    std::string line = change.text;
    if (change.column == price) line = price + " " + line;
    if (change.text.find(':') == std::string::npos) {
      for (const PlanCondition& condition : change.conditions) {
        line += fmt::format(", {} {}", condition.column, fmt::join(condition.values, " or "));
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

AskedModel learn(const RunConfig& config, bool needs_paths, const PanelView& view, const ModelRegistry& registry,
                 const RunContext& context) {
  if (!needs_paths) return learn_or_load(config, view, registry, context);
  RunConfig able = config;
  able.spans = {{0, config.horizon}};
  return learn_path_model(able, view, registry, context);
}

std::vector<std::string> warnings_of(const std::vector<ChangedColumn>& columns, const WhatIfResult& result) {
  std::vector<std::string> warnings;
  for (const ChangedColumn& column : columns) {
    if (column.beyond > 0) {
      warnings.push_back(
          fmt::format("The {} of {} series leaves what was seen of it ({}): what it brings is extrapolated.",
                      column.name, column.beyond, column.beyond_example));
    }
    if (column.without_plan > 0) {
      warnings.push_back(
          fmt::format("In {} periods of series there is no {} planned that could be changed; give plans in rows after "
                      "the last demand, "
                      "by --future, or by a table.",
                      column.without_plan, column.name));
    }
    if (column.cells == 0) warnings.push_back(fmt::format("Every {} is as it was planned anyway.", column.name));
  }
  const bool changed = std::ranges::any_of(columns, [](const ChangedColumn& column) { return column.cells > 0; });
  if (changed && result.effects.series.empty()) {
    warnings.push_back(
        fmt::format("{} forecasts the same under the scenario: it does not read {}. One that does is, for "
                    "example, ets+price_elasticity, sqrf or mq_cnn.",
                    result.effects.model, fmt::join(result.effects.columns, ", ")));
  }
  return warnings;
}

/// What is known before anything is forecast.
WhatIfReport begun(const WhatIfConfig& config, const Scenario& scenario, const std::vector<ChangedColumn>& columns,
                   const PanelView& view, const std::string& model) {
  WhatIfReport effects;
  effects.library_version = kVersion;
  effects.command_line = config.run.command_line;
  effects.model = model;
  effects.period_word = view.frequency().period_word();
  effects.changes = scenario_lines(scenario, config.price);
  effects.series_count = view.series_count();
  effects.total_low = effects.total_high = std::numeric_limits<double>::quiet_NaN();
  for (const ChangedColumn& column : columns) {
    effects.columns.push_back(column.name);
    effects.series_changed = std::max(effects.series_changed, column.series);
  }
  return effects;
}

std::string page_beside(const std::string& table) {
  std::filesystem::path page = table;
  if (page.extension() == ".gz") page.replace_extension();
  return page.replace_extension(".html").string();
}

}  // namespace

WhatIfResult run_whatif(const WhatIfConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config.run, Needs::kOneModel, registry);
  check_output_file(config.run, "", config.scenario);
  const Scenario scenario = scenario_of(config);
  LoadedData data = load_data(config.run, context);
  const PanelView view = newest_view(data.panel, config.run.cutoff);
  const int steps = asked_steps(config.run);
  ChangedPlans plans = change_plans(view, data.panel, steps, scenario, config.run.data, config.price);
  const PanelView changed_view = newest_view(plans.panel, config.run.cutoff);
  std::optional<ItemCatalogue> items;
  if (has_items(config)) {
    items = read_items(config.items, item_series(view, data.panel.ids()));
    RunConfig reach = config.run;
    reach.horizon = steps;
    config_for_items(reach, *items, data.panel.ids());  // throws where orders reach beyond the horizon
  }

  const AskedModel model = learn(config.run, items.has_value(), view, registry, context);
  const Forecaster& forecaster = *model.forecaster;
  const QuantileForecast base = forecast_one(forecaster, view, model.horizon, context);
  const QuantileForecast changed = forecast_one(forecaster, changed_view, model.horizon, context);

  WhatIfResult result;
  WhatIfReport& effects = result.effects = begun(config, scenario, plans.columns, view, model.label);
  for (int step = 1; step <= steps; ++step) {
    effects.dates.push_back(view.frequency().format(data.panel.last_period() + step));
  }
  const WhatIfComparison comparison{view, changed_view, base, changed, plans.columns};
  comparison.add_demand(effects);
  if (forecaster.samples_paths()) {
    add_intervals(forecaster, view, changed_view, steps, config.paths, context, effects);
  }
  if (items) {
    effects.has_money = true;
    effects.currency = items->currency;
    add_revenue(view, base, config.price, items->items, effects.base_money);
    add_revenue(changed_view, changed, config.price, items->items, effects.changed_money);
    add_orders(config, *items, model, view, steps, context, effects.base_money);
    add_orders(config, *items, model, changed_view, steps, context, effects.changed_money);
  }
  result.report = std::move(data.report);
  effects.warnings = warnings_of(plans.columns, result);
  result.columns = std::move(plans.columns);
  result.comparison = comparison.table(config.run.data.id, config.run.data.time);
  if (config.run.output.empty() || config.run.output == "-") return result;
  result.files = {config.run.output, page_beside(config.run.output)};
  write_table(result.comparison, result.files[0]);
  write_file(result.files[1], render_whatif_report(effects));
  return result;
}

}  // namespace demandcast
