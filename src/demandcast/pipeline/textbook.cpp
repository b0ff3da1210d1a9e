// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/textbook.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "demandcast/buying/demand_sources.h"
#include "demandcast/buying/lost_sales_search.h"
#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/pipeline/row_table.h"
#include "demandcast/policy/classic_policy.h"
#include "demandcast/policy/serial_training.h"

namespace demandcast {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kMeanOfLostSales = 5;

bool is_wanted(double value, const std::vector<double>& wanted) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

DemandScenario scenario_of(const TextbookCell& cell, const RunContext& context, const char* use) {
  return {cell.item(), cell.start(), cell.demand(), context.seed ^ stream_key(use)};
}

RunContext silent(const RunContext& context) {
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  return quiet;
}

class Cell {
 public:
  Cell(const TextbookConfig& config, const TextbookCell& cell, const RunContext& context)
      : config_(config),
        cell_(cell),
        context_(silent(context)),
        judging_(scenario_of(cell, context, "judging")),
        shape_{judging_.inputs().count(), static_cast<std::size_t>(config.training.hidden)} {}

  TextbookRow run() {
    TextbookRow row;
    row.cell = cell_;
    train(row);
    row.start = cost({}).mean;
    find_classics(row);
    return row;
  }

 private:
  EpisodeCost judged(const std::vector<float>& parameters, const InputScale& scale) const {
    const ValidationPlan plan{{100, 2000, 0}, static_cast<std::uint64_t>(config_.episodes)};
    return episode_cost(judging_, plan, shape_, parameters, scale, context_);
  }
  EpisodeCost cost(const ShiftedBaseStock& policy) const {
    return judged(classic_parameters(shape_, policy), InputScale::plain(shape_.inputs));
  }

  void train(TextbookRow& row) const {
    const DemandScenario training = scenario_of(cell_, context_, "training"),
                         validation = scenario_of(cell_, context_, "validation");
    const std::clock_t start = std::clock();
    const ValidationPlan check{.episodes = 2048};  // looks differ by a part in a thousand
    PolicyTraining policy(config_.training, training, validation, check, context_);
    policy.advance(config_.training.steps, context_);
    row.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    row.steps = policy.state().step;
    row.looks = policy.state().looks;
    row.learned = judged(policy.state().best_parameters, policy.state().scale);
  }

  void find_classics(TextbookRow& row) const {
    row.capped = row.capped_level = row.cap = std::nan("");
    if (cell_.scenario == "backlog") {
      row.level = cell_.best_level();
      row.base_stock = cost({.shift = (row.level - cell_.start().level) / cell_.start().unit}).mean;
      return;
    }
    const SearchEffort effort;
    const PoissonDemand demand(std::vector<double>(static_cast<std::size_t>(effort.replications), kMeanOfLostSales),
                               context_.seed);
    const DemandScenario::Stock start = cell_.start();
    const CappedBaseStock plain = best_base_stock(cell_.item(), demand, start.level, 1, effort, context_);
    const CappedBaseStock capped = best_capped_base_stock(cell_.item(), demand, start.level, 1, effort, context_);
    row.level = plain.level;
    row.base_stock = cost({.shift = (plain.level - start.level) / start.unit}).mean;
    row.capped_level = capped.level;
    row.cap = capped.cap;
    row.capped = cost({.shift = (capped.level - start.level) / start.unit, .cap = capped.cap / start.unit}).mean;
  }

  const TextbookConfig& config_;
  const TextbookCell& cell_;
  RunContext context_;
  DemandScenario judging_;
  NetworkShape shape_;
};

/// A system of stages; its base stock is that of Clark & Scarf's echelons, the best policy that there is.
TextbookRow serial_row(const TextbookConfig& config, const TextbookCell& cell, const RunContext& context) {
  const RunContext quiet = silent(context);
  const SerialScenario scenario = cell.serial();
  TrainingPlan plan = config.training;
  plan.episode = {.warm_up = 30, .periods = 60, .tail = 15};
  TextbookRow row;
  row.cell = cell;
  row.level = row.capped = row.capped_level = row.cap = std::nan("");
  const std::clock_t start = std::clock();
  SerialTrainingResult trained = train_serial(plan, scenario, {}, quiet);
  row.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  row.steps = trained.steps;
  row.looks = std::move(trained.looks);
  const ValidationPlan judging{{100, 2000, 0}, static_cast<std::uint64_t>(config.episodes)};
  const std::uint64_t seed = context.seed ^ stream_key("judging");
  const auto cost = [&](std::size_t hidden, const SerialParameters& parameters) {
    return serial_cost(scenario, judging, hidden, parameters, seed, quiet);
  };
  row.learned = cost(static_cast<std::size_t>(plan.hidden), trained.best);
  const std::vector<float> nothing(NetworkShape{scenario.inputs(), 1}.parameters(), 0.0F);
  SerialParameters levels(scenario.stage_count(), nothing);
  row.start = cost(1, levels).mean;
  const EchelonBaseStock best = scenario.best();
  for (std::size_t stage = 0; stage < levels.size(); ++stage) {
    levels[stage].back() = static_cast<float>((best.levels[stage] - scenario.level(stage)) / scenario.unit(stage));
  }
  row.base_stock = cost(1, levels).mean;
  return row;
}

void add_cell(RowTable& rows, const TextbookCell& cell) {
  rows.text("scenario", cell.scenario);
  rows.integer("lead_time", cell.lead_time);
  rows.number("shortage_cost", cell.shortage_cost);
}

Table rows_table(const TextbookResult& result) {
  RowTable rows;
  for (const TextbookRow& row : result.rows) {
    add_cell(rows, row.cell);
    rows.number("optimum", row.cell.optimum);
    rows.number("learned", row.learned.mean);
    rows.number("learned_se", row.learned.error);
    rows.number("above_optimum", row.above_optimum());
    rows.number("above_base_stock", row.above_base_stock());
    rows.number("start", row.start);
    rows.number("base_stock", row.base_stock);
    rows.number("level", row.level);
    rows.number("capped", row.capped);
    rows.number("capped_level", row.capped_level);
    rows.number("cap", row.cap);
    rows.integer("steps", row.steps);
    rows.number("seconds", row.seconds);
  }
  return rows.take();
}

Table looks_table(const TextbookResult& result) {
  RowTable rows;
  for (const TextbookRow& row : result.rows) {
    for (const TrainingLook& look : row.looks) {
      add_cell(rows, row.cell);
      rows.integer("step", look.step);
      rows.number("training_cost", look.training_cost);
      rows.number("validation_cost", look.validation_cost);
    }
  }
  return rows.take();
}

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

}  // namespace

std::vector<TextbookCell> cells_of(const TextbookConfig& config) {
  std::vector<TextbookCell> cells;
  for (const std::string& scenario : config.scenarios) {
    for (const TextbookCell& cell : textbook_cells(scenario)) {
      if (is_wanted(cell.lead_time, config.lead_times) && is_wanted(cell.shortage_cost, config.shortage_costs)) {
        cells.push_back(cell);
      }
    }
  }
  if (cells.empty()) {
    throw ConfigError(
        "no cell has these lead times and shortage costs; shortage costs are 4, 9, 19 and 39, lead times 1 to 4 "
        "(lost_sales, serial) or 1, 4, 7, 10, 15 and 20 (backlog)");
  }
  return cells;
}

TextbookResult run_textbook(const TextbookConfig& config, const RunContext& context) {
  config.training.check();
  const std::vector<TextbookCell> cells = cells_of(config);
  TextbookResult result;
  context.progress->start("cells", cells.size());
  for (const TextbookCell& cell : cells) {
    result.rows.push_back(cell.scenario == "serial" ? serial_row(config, cell, context)
                                                    : Cell(config, cell, context).run());
    context.progress->advance(1);
  }
  context.progress->finish();
  if (config.output.empty()) return result;
  const std::filesystem::path place(config.output);
  std::filesystem::create_directories(place);
  result.files = {(place / "textbook.csv").string(), (place / "training.csv").string()};
  write_table(rows_table(result), result.files[0]);
  write_table(looks_table(result), result.files[1]);
  return result;
}

std::string to_json(const TextbookResult& result) {
  Json cells = Json::array();
  for (const TextbookRow& row : result.rows) {
    cells.push_back({{"scenario", row.cell.scenario},
                     {"lead_time", row.cell.lead_time},
                     {"shortage_cost", row.cell.shortage_cost},
                     {"optimum", row.cell.optimum},
                     {"learned", row.learned.mean},
                     {"learned_se", row.learned.error},
                     {"above_optimum", row.above_optimum()},
                     {"above_base_stock", number(row.above_base_stock())},
                     {"start", row.start},
                     {"base_stock", number(row.base_stock)},
                     {"capped", number(row.capped)},
                     {"steps", row.steps},
                     {"seconds", row.seconds}});
  }
  return Json{{"schema", "demandcast.textbook/1"}, {"cells", cells}}.dump(2);
}

}  // namespace demandcast
