// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cmath>
#include <numeric>

#include "apps/cli/flags.h"
#include "apps/cli/item_flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/whatif.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(Demand under other prices and promotions beside demand as planned, from the same random numbers.

  demandcast whatif sales.parquet -m ets+price_elasticity+calibrated -H 8 --known price,promo --static category \
      --set-price "category=juice:*0.9@2024-06-01..2024-06-14" -o whatif.parquet
  demandcast whatif sales.parquet -m model/ --known price,promo --scenario scenario.json -o whatif.parquet

A scenario is a .json of transformations as Amazon Forecast takes them, or a table of ids, dates and planned columns.
)";

struct WhatIfFlags {
  Flags run;
  ItemFlags items;
  WhatIfConfig config;
};

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::string result_text(const WhatIfReport& effects) {
  const double base = sum(effects.base), changed = sum(effects.changed);
  std::string text = fmt::format("{} of {} series changed, {} {}s ahead, {}\n", effects.series_changed,
                                 effects.series_count, effects.base.size(), effects.period_word, effects.model);
  text += fmt::format("{:<26} {:>14} {:>14} {:>14}\n", "", "as planned", "scenario", "difference");
  const auto add = [&](const char* name, double one, double other) {
    text += fmt::format("{:<26} {:>14.6g} {:>14.6g} {:>+14.6g}\n", name, one, other, other - one);
  };
  add("demand", base, changed);
  if (effects.has_money) {
    add("revenue", effects.base_money.revenue, effects.changed_money.revenue);
    add("margin", effects.base_money.margin, effects.changed_money.margin);
    add("units ordered", effects.base_money.ordered, effects.changed_money.ordered);
    add("cost of the orders", effects.base_money.expected_cost, effects.changed_money.expected_cost);
  }
  if (!std::isnan(effects.total_low)) {
    text += fmt::format("in eight of ten futures demand differs by {:+.6g} to {:+.6g}\n", effects.total_low,
                        effects.total_high);
  }
  return text;
}

void run(WhatIfFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.run = flags.run.config;
  flags.config.run.command_line = door.command_line;
  flags.config.items = flags.items.settled(flags.run);
  const RunScope scope(flags.run, door);
  const WhatIfResult result = run_whatif(flags.config, builtin_models(), flags.run.context);
  door.out << (flags.run.json ? to_json(result) + "\n" : result_text(result.effects));
  tell_warnings(result.report, flags.run, door);
  if (flags.run.quiet) return;
  for (const std::string& warning : result.effects.warnings) door.err << warning << '\n';
  for (const std::string& file : result.files) door.err << "written: " << file << '\n';
}

}  // namespace

void add_whatif_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("whatif", kHelp);
  const auto flags = std::make_shared<WhatIfFlags>();
  add_data_flags(*verb, flags->run);
  verb->add_option("-m,--model", flags->run.config.models, "Model, composition, or a directory that fit wrote")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("MODEL");
  verb->add_option("--scenario", flags->config.scenario, "Transformations (.json), or a table of plans")
      ->option_text("FILE");
  verb->add_option("--set-price", flags->config.set_price,
                   "Change of the price, may be repeated: COLUMN=VALUE:*0.9@FROM..TO, with * / + - or =")
      ->allow_extra_args(false)
      ->option_text("CHANGE");
  verb->add_option("--price", flags->config.price, "Column of the price")->capture_default_str();
  add_path_model_flags(*verb, flags->run, flags->config.paths);
  add_item_flags(*verb, flags->items);
  verb->add_option("-o,--output", flags->run.config.output,
                   "Table (.parquet, .csv, .csv.gz), a row per series and period; a page (.html) beside it");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
