// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "apps/cli/figure_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/shocks.h"
#include "demandcast/report/shock_report.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(What a spike or a shift of demand does to the forecasts after it: how long intervals fail, what comes back.

  demandcast shocks -m ets,theta,ets+calibrated -o shocks/

Generates weekly series and their twins without the shock; needs no data.
)";

struct ShockFlags {
  Flags run;
  ShocksConfig config;
  std::vector<std::string> kinds{"spike", "shift"};
};

std::string plan_text(const ShocksPlan& plan) {
  return fmt::format("{} series, {}; {}: {} fits, each forecasts {} weeks\n{}", plan.series,
                     fmt::join(plan.kinds, ", "), fmt::join(plan.models, ", "), plan.fits, plan.horizon,
                     plan.output.empty() ? "" : fmt::format("would write to {}\n", plan.output));
}

std::string effects_text(const ShocksResult& result) {
  std::size_t kind_width = 5, model_width = 5;
  for (const ShockEffect& effect : result.effects) {
    kind_width = std::max(kind_width, effect.kind.size());
    model_width = std::max(model_width, effect.model.size());
  }
  std::string text = fmt::format("{:<{}}  {:<{}}  {:>21} {:>9} {:>8}\n", "shock", kind_width, "model", model_width,
                                 "intervals hold after", "bias left", "repeated");
  for (const ShockEffect& effect : result.effects) {
    text += fmt::format("{:<{}}  {:<{}}  {:>21} {:>9} {:>8}\n", effect.kind, kind_width, effect.model, model_width,
                        weeks_to_cover_text(effect, result.plan.last_weeks), figure_text(effect.bias_left, 3),
                        figure_text(effect.echo, 2));
  }
  return text;
}

void run(ShockFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.run = flags.run.config;
  flags.config.run.command_line = door.command_line;
  flags.config.kinds.clear();
  for (const std::string& word : flags.kinds) flags.config.kinds.push_back(parse_shock_kind(word));
  const ModelRegistry registry = builtin_models();
  const RunScope scope(flags.run, door);
  check_output_folder(flags.config.run);
  const ShocksPlan plan = plan_shocks(flags.config, registry);
  if (flags.run.dry_run) {
    door.out << (flags.run.json ? to_json(plan) + "\n" : plan_text(plan));
    return;
  }
  const ShocksResult result = run_shocks(flags.config, registry, flags.run.context);
  door.out << (flags.run.json ? to_json(result) + "\n" : effects_text(result));
  if (flags.run.quiet) return;
  for (const std::string& file : result.files) door.err << "written: " << file << '\n';
}

}  // namespace

void add_shocks_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("shocks", kHelp);
  const auto flags = std::make_shared<ShockFlags>();
  RunConfig& config = flags->run.config;
  config.models = {"ets", "theta"};
  verb->add_option("-m,--models", config.models, "Models or compositions; seasonal_naive is always there")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B [ets,theta]");
  verb->add_option("--kinds", flags->kinds,
                   "Of spike, shift, announced-spike, announced-shift; models that read no "
                   "plans treat announced ones as any other")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B [spike,shift]");
  add_count(*verb, "--series", flags->config.twins.series, "Series in the catalogue");
  verb->add_option("--share", flags->config.twins.share, "Share of them that are shocked")->capture_default_str();
  verb->add_option("--factor", flags->config.twins.factor,
                   "What a shock multiplies demand by; drawn for each series when 0: spikes 2 to 5, shifts 1.5 to 2.5")
      ->capture_default_str();
  add_count(*verb, "-H,--horizon,--h", config.horizon, "Weeks that each forecast covers; 4 when not given");
  verb->add_option("-q,--quantiles", config.levels, "Quantile levels; 0.1 to 0.9 by 0.1 when not given")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("0.1,0.5");
  verb->add_option("--set", flags->run.settings, "model.option=value, may be repeated")
      ->allow_extra_args(false)
      ->option_text("M.O=VALUE");
  verb->add_option("-o,--output", config.output, "Folder of shocks.html, shocks.csv, twins.parquet");
  verb->add_flag("--dry-run", flags->run.dry_run, "Say what would be done, and stop");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
