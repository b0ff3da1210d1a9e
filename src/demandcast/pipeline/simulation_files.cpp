// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/simulation_files.h"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_file.h"
#include "demandcast/data/table.h"
#include "demandcast/pipeline/row_table.h"
#include "demandcast/pipeline/simulation_page.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

void add_money(RowTable& rows, const SimulatedMoney& money) {
  rows.number("cost", money.cost());
  rows.number("holding", money.holding);
  rows.number("shortage", money.shortage);
  rows.number("ordering", money.ordering);
  rows.number("waste", money.waste);
}

void add_totals(RowTable& rows, const SimulatedTotals& totals, const SimulatedMoney& money) {
  add_money(rows, money);
  rows.number("profit", money.profit);
  rows.integer("periods", totals.periods);
  rows.integer("orders", totals.orders);
  rows.number("ordered", totals.ordered);
  rows.number("demand", totals.demand);
  rows.number("sold", totals.sum.sold);
  rows.number("lost", totals.sum.lost);
  rows.number("wasted", totals.sum.wasted);
  rows.number("mean_held", totals.mean_held());
  rows.number("fill_rate", totals.fill_rate());
}

Table policies_table(const SimulateResult& result) {
  RowTable rows;
  for (const PolicyResult& policy : result.results) {
    rows.text("model", policy.model);
    rows.text("policy", policy.policy);
    add_totals(rows, policy.totals, policy.money);
    rows.number("saves", policy.saves);
    rows.number("saves_se", policy.saves_error);
  }
  return rows.take();
}

Table series_table(const SimulateResult& result) {
  RowTable rows;
  for (const PolicyResult& policy : result.results) {
    for (std::size_t i = 0; i < result.ids.size(); ++i) {
      if (policy.series[i].periods == 0) continue;
      rows.text("unique_id", result.ids[i]);
      rows.text("model", policy.model);
      rows.text("policy", policy.policy);
      add_totals(rows, policy.series[i], policy.series_money[i]);
    }
  }
  return rows.take();
}

Table periods_table(const SimulateResult& result) {
  RowTable rows;
  for (const PolicyResult& policy : result.results) {
    for (std::size_t t = 0; t < result.periods.size(); ++t) {
      rows.text("ds", result.frequency.format(result.periods[t]));
      rows.text("model", policy.model);
      rows.text("policy", policy.policy);
      add_money(rows, policy.period_money[t]);
    }
  }
  return rows.take();
}

}  // namespace

std::vector<std::string> write_simulation(const std::string& folder, const SimulateResult& result,
                                          const std::string& command_line) {
  const fs::path place(folder);
  fs::create_directories(place);
  std::vector<std::string> files;
  const auto write = [&](const char* name, const Table& table) {
    files.push_back((place / name).string());
    write_table(table, files.back());
  };
  files.push_back((place / "report.html").string());
  write_file(files.back(), render_simulation_report(simulation_report(result, command_line)));
  write("policies.csv", policies_table(result));
  write("series.parquet", series_table(result));
  write("periods.csv", periods_table(result));
  files.push_back((place / "simulation.json").string());
  write_file(files.back(), to_json(result) + "\n");
  return files;
}

std::string to_json(const SimulatePlan& plan) {
  return Json{{"schema", "demandcast.simulation_plan/1"},
              {"series", plan.series},
              {"first", plan.first},
              {"last", plan.last},
              {"periods", plan.periods},
              {"horizon", plan.horizon},
              {"models", plan.models},
              {"policies", plan.policies},
              {"notes", plan.notes},
              {"output", plan.output}}
      .dump(2);
}

std::string to_json(const SimulateResult& result) {
  Json policies = Json::array();
  for (const PolicyResult& policy : result.results) {
    policies.push_back({{"model", policy.model},
                        {"policy", policy.policy},
                        {"cost", number(policy.money.cost())},
                        {"holding", number(policy.money.holding)},
                        {"shortage", number(policy.money.shortage)},
                        {"ordering", number(policy.money.ordering)},
                        {"waste", number(policy.money.waste)},
                        {"profit", number(policy.money.profit)},
                        {"fill_rate", policy.totals.fill_rate()},
                        {"demand", policy.totals.demand},
                        {"lost", policy.totals.sum.lost},
                        {"mean_held", policy.totals.mean_held()},
                        {"orders", policy.totals.orders},
                        {"saves", number(policy.saves)},
                        {"saves_se", number(policy.saves_error)}});
  }
  return Json{{"schema", "demandcast.simulation/1"},
              {"currency", result.currency},
              {"series", result.ids.size()},
              {"first", result.frequency.format(result.periods.front())},
              {"last", result.frequency.format(result.periods.back())},
              {"horizon", result.horizon},
              {"counted", result.counted},
              {"drawn_censored", result.drawn_censored},
              {"drawn_missing", result.drawn_missing},
              {"policies", policies},
              {"warnings", warning_count(result.report)},
              {"notes", result.notes}}
      .dump(2);
}

}  // namespace demandcast
