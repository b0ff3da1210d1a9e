// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/shock_files.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/version.h"
#include "demandcast/data/table.h"
#include "demandcast/pipeline/row_table.h"
#include "demandcast/report/shock_report.h"

namespace demandcast {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json plan_json(const ShocksPlan& plan) {
  return {{"models", plan.models},   {"kinds", plan.kinds}, {"series", plan.series}, {"horizon", plan.horizon},
          {"origins", plan.origins}, {"fits", plan.fits},   {"output", plan.output}};
}

Table moments_table(const std::vector<ShockEffect>& effects) {
  RowTable rows;
  for (const ShockEffect& effect : effects) {
    for (const ShockMoment& moment : effect.moments) {
      rows.text("kind", effect.kind);
      rows.text("model", effect.model);
      rows.integer("weeks", moment.weeks);
      rows.number("coverage80_pit", moment.coverage);
      rows.number("coverage80_pit_low", moment.coverage_low);
      rows.number("coverage80_pit_high", moment.coverage_high);
      rows.number("twin_coverage80_pit", moment.twin_coverage);
      rows.number("bias", moment.bias);
      rows.number("twin_bias", moment.twin_bias);
    }
  }
  return rows.take();
}

Table twins_table(const ShockTwins& twins, const std::vector<std::string>& kinds, const std::vector<Panel>& panels) {
  TextColumn ids;
  TimeColumn dates;
  NumberColumn plain;
  IntegerColumn shock;
  std::vector<NumberColumn> shocked(panels.size());
  ids.dictionary = twins.plain.ids();
  for (std::size_t s = 0; s < twins.plain.series_count(); ++s) {
    for (std::size_t t = 0; t < twins.plain.target(s).size(); ++t) {
      const Period period = twins.plain.first_period(s) + static_cast<Period>(t);
      ids.codes.push_back(static_cast<std::int32_t>(s));
      dates.times.push_back(twins.plain.frequency().timestamp_of(period));
      plain.values.push_back(static_cast<double>(twins.plain.target(s)[t]));
      shock.values.push_back(twins.shocked[s] && period == twins.shock[s] ? 1 : 0);
      for (std::size_t k = 0; k < panels.size(); ++k) {
        shocked[k].values.push_back(static_cast<double>(panels[k].target(s)[t]));
      }
    }
  }
  Table table{{{"unique_id", ids}, {"ds", dates}, {"twin", plain}, {"shock", shock}}};
  for (std::size_t k = 0; k < panels.size(); ++k) {
    std::string name = kinds[k];
    std::replace(name.begin(), name.end(), ' ', '_');
    table.columns.push_back({name, std::move(shocked[k])});
  }
  return table;
}

}  // namespace

std::string to_json(const ShocksPlan& plan) {
  Json json = {{"schema", "demandcast.shocks_plan/1"}};
  json.update(plan_json(plan));
  return json.dump(2);
}

std::string to_json(const ShocksResult& result) {
  Json effects = Json::array();
  for (const ShockEffect& effect : result.effects) {
    Json moments = Json::array();
    for (const ShockMoment& moment : effect.moments) {
      moments.push_back({{"weeks", moment.weeks},
                         {"coverage80_pit", number(moment.coverage)},
                         {"coverage80_pit_low", number(moment.coverage_low)},
                         {"coverage80_pit_high", number(moment.coverage_high)},
                         {"twin_coverage80_pit", number(moment.twin_coverage)},
                         {"bias", number(moment.bias)},
                         {"twin_bias", number(moment.twin_bias)}});
    }
    effects.push_back({{"kind", effect.kind},
                       {"model", effect.model},
                       {"weeks_to_cover", effect.weeks_to_cover ? Json(*effect.weeks_to_cover) : Json(nullptr)},
                       {"bias_left", number(effect.bias_left)},
                       {"echo", number(effect.echo)},
                       {"moments", std::move(moments)}});
  }
  Json json = {{"schema", "demandcast.shocks/1"}};
  json.update(plan_json(result.plan));
  json["shocked"] = result.shocked;
  json["effects"] = std::move(effects);
  json["files"] = result.files;
  return json.dump(2);
}

std::vector<std::string> write_shocks(const RunConfig& config, const ShocksResult& result, const ShockTwins& twins,
                                      const std::vector<Panel>& panels) {
  const std::filesystem::path folder = config.output;
  const std::string page = (folder / "shocks.html").string(), moments = (folder / "shocks.csv").string(),
                    demand = (folder / "twins.parquet").string();
  ShockReport report;
  report.library_version = kVersion;
  report.command_line = config.command_line;
  report.series = static_cast<std::size_t>(result.plan.series);
  report.shocked = result.shocked;
  report.horizon = result.plan.horizon;
  report.last_weeks = result.plan.last_weeks;
  report.models = result.plan.models;
  report.effects = result.effects;
  write_table(twins_table(twins, result.plan.kinds, panels), demand);
  write_table(moments_table(result.effects), moments);
  write_file(page, render_shock_report(report));
  return {page, moments, demand};
}

}  // namespace demandcast
