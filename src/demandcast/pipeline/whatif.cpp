// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/whatif.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/core/sample_quantile.h"
#include "demandcast/core/version.h"
#include "demandcast/forecast/model_directory.h"
#include "demandcast/pipeline/buy.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/path_model.h"
#include "demandcast/pipeline/row_table.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

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

/// What is forecast with, and how far.
struct WhatIfModel {
  PathModel model;
  Horizon horizon;
};

WhatIfModel learn(const RunConfig& config, bool needs_paths, const PanelView& view, const ModelRegistry& registry,
                  const RunContext& context) {
  WhatIfModel made;
  const std::string& name = config.models.front();
  if (is_model_directory(name)) {
    LearnedModel learned = load_learned(name, view.frequency(), registry);
    made.horizon = learned.manifest.horizon;
    made.model.label = parse_composition(learned.manifest.model, registry).label;
    made.model.forecaster = std::move(learned.forecaster);
  } else {
    RunConfig able = config;
    if (needs_paths) able.spans = {{0, config.horizon}};
    const Recipe recipe = recipe_of(able, registry);
    made.horizon = config.horizon_of();
    made.model.label = recipe.composition.label;
    made.horizon.spans.clear();
    made.model.forecaster = recipe.estimator->fit(SingleShard(view), made.horizon, context);
  }
  if (config.horizon > 0) made.horizon.steps = config.horizon;
  if (!config.levels.empty()) made.horizon.levels = config.levels;
  made.horizon.spans.clear();
  if (needs_paths && !made.model.forecaster->samples_paths()) {
    throw ConfigError(fmt::format("[{0}] draws no sample paths, which orders are made from; fit it anew as {0}+paths",
                                  made.model.label));
  }
  return made;
}

int steps_of(const RunConfig& config) {
  if (config.horizon > 0) return config.horizon;
  return load_model(config.models.front()).manifest.horizon.steps;
}

/// [path, step] sums over series of scenario less plan, series in their order.
std::vector<double> path_differences(const Forecaster& model, const PanelView& base, const PanelView& changed,
                                     int steps, int count, const RunContext& context) {
  constexpr std::size_t kBlock = 64;
  const auto one = model.path_sampler(base, steps, count, context),
             other = model.path_sampler(changed, steps, count, context);
  const std::size_t cells = static_cast<std::size_t>(steps) * static_cast<std::size_t>(count);
  const std::size_t blocks = (base.series_count() + kBlock - 1) / kBlock;
  std::vector<double> total(cells, 0.0);
  constexpr std::size_t kAtOnce = 16;  // blocks whose sums are held
  for (std::size_t first = 0; first < blocks; first += kAtOnce) {
    const std::size_t some = std::min(kAtOnce, blocks - first);
    std::vector<std::vector<double>> sums(some, std::vector<double>(cells, 0.0));
    parallel_for(some, context, [&](std::size_t block) {
      std::vector<float> a(cells), b(cells);
      const std::size_t begin = (first + block) * kBlock, end = std::min(begin + kBlock, base.series_count());
      for (std::size_t i = begin; i < end; ++i) {
        one->sample(i, a);
        other->sample(i, b);
        for (std::size_t k = 0; k < cells; ++k) sums[block][k] += static_cast<double>(b[k]) - static_cast<double>(a[k]);
      }
    });
    for (const auto& of_block : sums) {
      for (std::size_t k = 0; k < cells; ++k) total[k] += of_block[k];
    }
  }
  return total;
}

void add_intervals(const std::vector<double>& paths, int steps, WhatIfReport& effects) {
  const auto width = static_cast<std::size_t>(steps);
  std::vector<double> sums(paths.size() / width, 0.0);
  for (std::size_t step = 0; step < width; ++step) {
    std::vector<double> values;
    for (std::size_t path = 0; path < sums.size(); ++path) {
      values.push_back(paths[path * width + step]);
      sums[path] += values.back();
    }
    std::ranges::sort(values);
    effects.low.push_back(sample_quantile(values, 0.1));
    effects.high.push_back(sample_quantile(values, 0.9));
  }
  std::ranges::sort(sums);
  effects.total_low = sample_quantile(sums, 0.1);
  effects.total_high = sample_quantile(sums, 0.9);
}

/// Plans of a column in the steps after each origin.
std::vector<double> plans_of(const PanelView& view, const std::string& column, std::size_t series, int steps) {
  const auto found = std::ranges::find(view.channels(), column, &Channel::name);
  if (found == view.channels().end()) return std::vector<double>(static_cast<std::size_t>(steps), kNone);
  return view.series(series).channel(*found, view.origin(series) + 1, view.origin(series) + steps);
}

double mean_of(const std::vector<double>& values) {
  double total = 0, count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    total += value;
    ++count;
  }
  return total / count;
}

/// Both forecasts, and both views.
struct Comparison {
  const PanelView &base_view, &changed_view;
  const QuantileForecast &base, &changed;
  const std::vector<ChangedColumn>& columns;

  Table table(const std::string& id, const std::string& time) const {
    const Frequency& frequency = base_view.frequency();
    const Horizon& horizon = base.horizon();
    RowTable rows;
    TimeColumn dates;
    IntegerColumn numbers;
    for (std::size_t i = 0; i < base.series_count(); ++i) {
      std::vector<std::vector<double>> plans, new_plans;
      for (const ChangedColumn& column : columns) {
        plans.push_back(plans_of(base_view, column.name, i, horizon.steps));
        new_plans.push_back(plans_of(changed_view, column.name, i, horizon.steps));
      }
      for (int step = 0; step < horizon.steps; ++step) {
        const auto at = static_cast<std::size_t>(step);
        rows.text(id, base_view.id(i));
        dates.times.push_back(frequency.timestamp_of(base.origin(i) + step + 1));
        rows.number("base_mean", base.mean(i, step));
        rows.number("mean", changed.mean(i, step));
        rows.number("difference", changed.mean(i, step) - base.mean(i, step));
        for (std::size_t c = 0; c < columns.size(); ++c) {
          rows.number("base_" + columns[c].name, plans[c][at]);
          rows.number(columns[c].name, new_plans[c][at]);
        }
        for (std::size_t q = 0; q < horizon.levels.size(); ++q) {
          rows.number("base_" + level_name(horizon.levels[q]), base.quantiles(i, step)[q]);
          rows.number(level_name(horizon.levels[q]), changed.quantiles(i, step)[q]);
        }
      }
    }
    Table made = rows.take();
    if (frequency.unit() == FrequencyUnit::kInteger) {
      made.columns.insert(made.columns.begin() + 1, {time, IntegerColumn{std::move(dates.times)}});
    } else {
      made.columns.insert(made.columns.begin() + 1, {time, std::move(dates)});
    }
    return made;
  }

  void add_demand(WhatIfReport& effects) const {
    const int steps = base.horizon().steps;
    effects.base.assign(static_cast<std::size_t>(steps), 0.0);
    effects.changed = effects.base;
    for (std::size_t i = 0; i < base.series_count(); ++i) {
      WhatIfSeries one{base_view.id(i), 0, 0, kNone, kNone};
      for (int step = 0; step < steps; ++step) {
        effects.base[static_cast<std::size_t>(step)] += base.mean(i, step);
        effects.changed[static_cast<std::size_t>(step)] += changed.mean(i, step);
        one.base += base.mean(i, step);
        one.changed += changed.mean(i, step);
      }
      if (!columns.empty()) {
        one.base_plan = mean_of(plans_of(base_view, columns.front().name, i, steps));
        one.changed_plan = mean_of(plans_of(changed_view, columns.front().name, i, steps));
      }
      if (one.base != one.changed) effects.series.push_back(std::move(one));
    }
    std::ranges::stable_sort(effects.series, {},
                             [](const WhatIfSeries& one) { return -std::abs(one.changed - one.base); });
  }
};

/// Of expected demand, at the planned prices.
void add_money(const PanelView& view, const QuantileForecast& forecast, const std::string& price,
               const std::vector<ItemEconomics>& items, WhatIfMoney& money) {
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    const std::vector<double> planned = plans_of(view, price, i, forecast.horizon().steps);
    for (int step = 0; step < forecast.horizon().steps; ++step) {
      double paid = planned[static_cast<std::size_t>(step)];
      if (std::isnan(paid)) paid = items[i].price;
      if (std::isnan(paid)) continue;
      money.revenue += paid * forecast.mean(i, step);
      money.margin += (paid - items[i].cost) * forecast.mean(i, step);
    }
  }
}

/// Orders of all series as `buy` decides them.
void add_orders(const WhatIfConfig& config, const ItemCatalogue& items, const PathModel& model, const PanelView& view,
                int steps, WhatIfMoney& money, const RunContext& context) {
  BuyConfig buy;
  buy.paths = config.paths;
  for (const OrderLine& line : order_lines(buy, items, steps, view, model, context)) {
    money.ordered += line.quantity;
    money.expected_cost += line.expected_cost;
  }
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
  const int steps = steps_of(config.run);
  ChangedPlans plans = change_plans(view, data.panel, steps, scenario, config.run.data, config.price);
  const PanelView changed_view = newest_view(plans.panel, config.run.cutoff);
  std::optional<ItemCatalogue> items;
  if (has_items(config)) {
    items = read_items(config.items, item_series(view, data.panel.ids()));
    RunConfig reach = config.run;
    reach.horizon = steps;
    config_for_items(reach, *items, data.panel.ids());  // throws where orders reach beyond the horizon
  }

  const WhatIfModel model = learn(config.run, items.has_value(), view, registry, context);
  const Forecaster& forecaster = *model.model.forecaster;
  const QuantileForecast base = forecast_one(forecaster, view, model.horizon, context);
  const QuantileForecast changed = forecast_one(forecaster, changed_view, model.horizon, context);

  WhatIfResult result;
  WhatIfReport& effects = result.effects;
  effects.library_version = kVersion;
  effects.command_line = config.run.command_line;
  effects.model = model.model.label;
  effects.period_word = view.frequency().period_word();
  effects.changes = scenario_lines(scenario, config.price);
  effects.series_count = view.series_count();
  effects.total_low = effects.total_high = kNone;
  for (const ChangedColumn& column : plans.columns) {
    effects.columns.push_back(column.name);
    effects.series_changed = std::max(effects.series_changed, column.series);
  }
  for (int step = 1; step <= steps; ++step) {
    effects.dates.push_back(view.frequency().format(data.panel.last_period() + step));
  }
  const Comparison comparison{view, changed_view, base, changed, plans.columns};
  comparison.add_demand(effects);
  if (forecaster.samples_paths()) {
    add_intervals(path_differences(forecaster, view, changed_view, steps, config.paths, context), steps, effects);
  }
  if (items) {
    effects.has_money = true;
    effects.currency = items->currency;
    add_money(view, base, config.price, items->items, effects.base_money);
    add_money(changed_view, changed, config.price, items->items, effects.changed_money);
    add_orders(config, *items, model.model, view, steps, effects.base_money, context);
    add_orders(config, *items, model.model, changed_view, steps, effects.changed_money, context);
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

std::string to_json(const WhatIfResult& result) {
  using Json = nlohmann::ordered_json;
  const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
  const WhatIfReport& effects = result.effects;
  Json columns = Json::array(), steps = Json::array();
  for (const ChangedColumn& column : result.columns) {
    columns.push_back({{"column", column.name},
                       {"series", column.series},
                       {"cells", column.cells},
                       {"series_beyond_seen", column.beyond},
                       {"cells_without_plan", column.without_plan}});
  }
  for (std::size_t step = 0; step < effects.base.size(); ++step) {
    Json one = {{"date", effects.dates[step]}, {"base", effects.base[step]}, {"scenario", effects.changed[step]}};
    if (!effects.low.empty()) {
      one["difference_low"] = effects.low[step];
      one["difference_high"] = effects.high[step];
    }
    steps.push_back(std::move(one));
  }
  Json json = {{"schema", "demandcast.whatif/1"},
               {"model", effects.model},
               {"scenario", effects.changes},
               {"series", effects.series_count},
               {"series_changed", effects.series_changed},
               {"columns", std::move(columns)},
               {"steps", std::move(steps)},
               {"difference_low", number(effects.total_low)},
               {"difference_high", number(effects.total_high)},
               {"warnings", effects.warnings},
               {"files", result.files}};
  const auto money = [](const WhatIfMoney& one) {
    return Json{{"revenue", one.revenue},
                {"margin", one.margin},
                {"ordered", one.ordered},
                {"expected_cost", one.expected_cost}};
  };
  if (effects.has_money) {
    json["money"] = {{"currency", effects.currency},
                     {"base", money(effects.base_money)},
                     {"scenario", money(effects.changed_money)}};
  }
  return json.dump(2);
}

}  // namespace demandcast
