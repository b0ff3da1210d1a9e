// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/learn_rules.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/routers.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(Rules that send series to models: learnt from past backtests (the best model of each kind of series), or those that a
model comes with.

  demandcast backtest sales.parquet -m ets,theta,tsb,sqrf -H 13 --windows 4 --static category -o backtest/
  demandcast route backtest/ --learn -o rules.toml
  demandcast backtest sales.parquet -m expert_router,sqrf --set expert_router.rules=rules.toml -H 13 --windows 4 -o new/
  demandcast route --show patchwork -o rules.toml       (the rules that a model comes with, to be changed)

A rule is written where a model is better than the default by more than noise. Backtests of the same windows are joined.
)";

struct RouteFlags {
  Flags run;
  LearnRulesConfig config;
  bool learn = false;
  std::string show;
};

std::string learnt_text(const LearntRules& result) {
  std::string text = fmt::format("default: {}, wQL {:.4f} on {} forecasts of {} series; {} with the rules\n",
                                 result.rules.default_model, result.default_wql, result.pairs, result.series,
                                 fmt::format("{:.4f}", result.wql));
  std::size_t name_width = 4, model_width = 5;
  for (const LearntRule& rule : result.learnt) {
    name_width = std::max(name_width, rule.name.size());
    model_width = std::max(model_width, rule.model.size());
  }
  if (result.learnt.empty()) {
    return text + fmt::format("no rule: in no segment is another model better by more than noise ({} comparisons)\n",
                              result.comparisons);
  }
  text += fmt::format("{:<{}}  {:<{}}  {:>7} {:>8} {:>8}  saves ({} comparisons)\n", "rule", name_width, "model",
                      model_width, "series", "wql", "default", result.comparisons);
  for (const LearntRule& rule : result.learnt) {
    text += fmt::format("{:<{}}  {:<{}}  {:>7} {:>8.4f} {:>8.4f}  {:.1f} % ({:.1f} to {:.1f})\n", rule.name, name_width,
                        rule.model, model_width, rule.series, rule.wql, rule.default_wql, 100 * rule.value_added,
                        100 * rule.low, 100 * rule.high);
  }
  return text;
}

void show(const RouteFlags& flags, Door& door) {
  if (flags.learn || !flags.config.backtests.empty()) {
    throw ConfigError("--show prints the rules of a model and learns none; leave out --learn and BACKTEST");
  }
  const ModelRegistry registry = builtin_models();
  const std::string text = built_in_rules(flags.show, registry);
  if (flags.config.output.empty()) {
    door.out << text;
    return;
  }
  write_file(flags.config.output, text);
  if (!flags.run.quiet) door.err << "written: " << flags.config.output << '\n';
}

void run(RouteFlags& flags, Door& door) {
  if (!flags.show.empty()) return show(flags, door);
  if (!flags.learn) {
    throw ConfigError(
        "route learns rules from backtests, or shows those of a model; say so with --learn or --show MODEL");
  }
  if (flags.config.backtests.empty()) throw ConfigError("no backtest given; name a folder that backtest wrote");
  if (flags.config.output.empty())
    throw ConfigError("no place for the rules; name a file with -o, for example -o rules.toml");
  const RunScope scope(flags.run, door);
  const LearntRules result = learn_rules(flags.config, builtin_models(), flags.run.context);
  door.out << (flags.run.json ? to_json(result, flags.config.output) + "\n" : learnt_text(result));
  if (!flags.run.quiet) door.err << "written: " << flags.config.output << '\n';
}

}  // namespace

void add_route_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("route", kHelp);
  const auto flags = std::make_shared<RouteFlags>();
  verb->add_option("BACKTEST", flags->config.backtests, "Folders that a backtest wrote");
  verb->add_flag("--learn", flags->learn, "Learn rules");
  verb->add_option("--show", flags->show, "Print the rules that a model comes with: patchwork or expert_router")
      ->option_text("MODEL");
  verb->add_option(
          "--by", flags->config.by,
          "Facts and statics that part series into segments, all at once (pattern,age); else the one whose rules "
          "save most")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B");
  verb->add_option("--default", flags->config.default_model,
                   "Model where no rule takes a series; else the best overall")
      ->option_text("MODEL");
  verb->add_option("-o,--output", flags->config.output, "File of rules (TOML)");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
