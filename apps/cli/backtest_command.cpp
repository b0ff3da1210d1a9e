// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/fallback_talk.h"
#include "apps/cli/flags.h"
#include "apps/cli/groups_text.h"
#include "apps/cli/item_flags.h"
#include "apps/cli/leaderboard_text.h"
#include "apps/cli/plan_talk.h"
#include "apps/cli/rule_prices_text.h"
#include "apps/cli/rule_talk.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/plan.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(Models against what came true, over several cutoffs: leaderboard, metrics, report.

  demandcast backtest sales.parquet -m ets,theta,croston -H 13 --windows 4 -o backtest/

With items (what a unit costs to hold and to miss) models are judged in money as well: the column cost.

  demandcast backtest sales.parquet -m ets,theta -H 13 --default holding_cost=0.2 --default lost_sale_cost=1
)";

/// run_backtest, which when stopped says how to go on.
BacktestResult run_or_say_how_to_resume(const Flags& flags, const ModelRegistry& registry) {
  try {
    return run_backtest(flags.config, registry, flags.context);
  } catch (const Interrupted& stopped) {
    if (flags.config.output.empty()) throw Interrupted(std::string(stopped.what()) + "; with -o it could be resumed");
    throw Interrupted(fmt::format("{}; finished windows are kept in \"{}\", and the same command goes on from there",
                                  stopped.what(), flags.config.output));
  }
}

void run(Flags& flags, const ItemFlags& items, Door& door) {
  flags.settle();
  flags.config.items = items.settled(flags);
  const ModelRegistry registry = builtin_models();
  const RunScope scope(flags, door);
  check_output_folder(flags.config);
  if (flags.dry_run) {
    tell_plan(make_plan(flags.config, Needs::kModels, registry, flags.context), flags, door);
    return;
  }
  flags.config.command_line = door.command_line;
  const BacktestResult result = run_or_say_how_to_resume(flags, registry);
  if (flags.json) {
    door.out << to_json(result) << '\n';
  } else {
    door.out << leaderboard_text(result.evaluation);
    door.out << rule_prices_text(result.evaluation);
    door.out << groups_text(result.evaluation, "span", "span") << groups_text(result.totals, "grouping", "totals");
  }
  if (!result.fallbacks.empty()) door.exit_code = kFellBack;
  tell_warnings(result.report, flags, door);
  if (flags.quiet) return;
  if (result.resumed_parts > 0) door.err << fmt::format("{} parts taken from the run before\n", result.resumed_parts);
  if (!flags.json) door.err << scored_text(result.cells) << '\n';
  if (const std::string plans = plans_text(flags.config.data); !flags.json && !plans.empty()) door.err << plans << '\n';
  tell_fallbacks(result, door.err);
  tell_rules(result, door.err);
  for (const std::string& note : result.left_out) door.err << "note: " << note << '\n';
  if (!flags.json && !result.cost_note.empty()) door.err << result.cost_note << '\n';
  for (const std::string& file : result.files) door.err << "written: " << file << '\n';
}

}  // namespace

void add_backtest_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("backtest", kHelp);
  const auto flags = std::make_shared<Flags>();
  const auto items = std::make_shared<ItemFlags>();
  add_data_flags(*verb, *flags);
  verb->add_option("-m,--models", flags->config.models, "Models or compositions; seasonal_naive is always there")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B");
  add_horizon_flags(*verb, *flags);
  add_window_flags(*verb, *flags);
  add_score_flags(*verb, *flags);
  add_item_flags(*verb, *items);
  verb->add_option("-o,--output", flags->config.output,
                   "Folder of report.html, leaderboard.csv, metrics.csv, totals.csv, forecasts.parquet");
  verb->add_flag("--no-resume", flags->no_resume, "Forget what an earlier run left in the folder");
  verb->add_flag("--dry-run", flags->dry_run, "Say what would be done, and stop");
  add_run_flags(*verb, *flags);
  when_run(*verb, door, [flags, items, &door] { run(*flags, *items, door); });
}

}  // namespace demandcast
