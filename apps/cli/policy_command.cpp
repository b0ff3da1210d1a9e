// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/policy_command.h"

#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/figure_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/item_flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/policy_page.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(A policy of orders trained on past periods, through the stock that its orders lead to.

  demandcast policy sales.parquet -m ets --items items.parquet --periods 78 --leave 26 -o policy/
  demandcast simulate sales.parquet -m ets --items items.parquet --periods 26 --policies learned=policy/,newsvendor
  demandcast buy sales.parquet -m ets --items items.parquet --policy policy/ -o orders.parquet

The newest of the periods decide which parameters are kept (--validation); what --leave leaves out is not looked at.
)";

struct PolicyFlags {
  Flags run;
  ItemFlags items;
  TrainPolicyConfig config;
  std::vector<double> storage_prices;
  std::string page;  ///< of how it learnt and what it does; empty = none
};

/// Looked at before the work.
void check_page(PolicyFlags& flags) {
  RunConfig page = flags.run.config;
  page.output = flags.page;
  check_output_page(page);
  flags.config.looks_inside = !flags.page.empty();
}

std::string result_text(const TrainPolicyResult& result) {
  return fmt::format(
      "{} to {}, validated from {}: {} series trained on, {} validated, {} steps\n"
      "a series and period of the validation costs {} with the myopic rule, {} with the learned policy ({:+.1f} %)\n",
      result.first, result.last, result.validated_from, result.trained_series, result.validated_series, result.steps,
      figure_text(result.rule_cost, 4), figure_text(result.learned_cost, 4),
      100 * (result.learned_cost / result.rule_cost - 1));
}

void run(PolicyFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.replay.run = flags.run.config;
  flags.config.replay.run.resume = !flags.run.no_resume;
  flags.config.replay.items = flags.items.settled(flags.run);
  if (flags.storage_prices.size() == 2) {
    flags.config.storage_prices = {flags.storage_prices[0], flags.storage_prices[1]};
    flags.config.storage_prices.check();
  }
  if (flags.run.config.output.empty()) throw ConfigError("name the policy's directory with -o");
  check_page(flags);
  const ModelRegistry registry = builtin_models();
  const RunScope scope(flags.run, door);
  const TrainPolicyResult result = train_policy(flags.config, registry, flags.run.context);
  if (!flags.page.empty()) write_file(flags.page, render_policy_report(policy_report(result, door.command_line)));
  door.out << (flags.run.json ? to_json(result) + "\n" : result_text(result));
  tell_warnings(result.report, flags.run, door);
  if (flags.run.quiet) return;
  if (result.resumed) door.err << "went on where an earlier training had stopped\n";
  for (const std::string& note : result.notes) door.err << "note: " << note << '\n';
  door.err << "written: " << result.output << '\n';
  if (!flags.page.empty()) door.err << "written: " << flags.page << '\n';
}

}  // namespace

void add_policy_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("policy", kHelp);
  const auto flags = std::make_shared<PolicyFlags>();
  TrainPolicyConfig& config = flags->config;
  flags->run.refit = "once";
  config.replay.periods = 78;
  config.training.grain = OrderGrain::kSettled;
  add_data_flags(*verb, flags->run);
  verb->add_option("-m,--model", flags->run.config.models, "Model or composition whose forecasts it orders from")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("MODEL");
  add_count(*verb, "--periods", config.replay.periods, "Periods to replay, the newest");
  add_count(*verb, "--validation", config.validation, "Of them, the newest that decide; a quarter when not given");
  verb->add_option("--leave", config.replay.leave, "Newest periods left out, to judge by")->capture_default_str();
  verb->add_option("--learning-rate", config.training.learning_rate, "At the most")->capture_default_str();
  add_count(*verb, "--batch", config.training.batch, "Episodes a step, a multiple of 64");
  verb->add_option("--tell", config.told,
                   "What it is told besides forecasts and economics: calendar, statics, planned columns")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B");
  verb->add_option(
          "--storage-prices", flags->storage_prices,
          "Prices of a unit of space and period to train under, the lowest and the highest, so that buy --storage "
          "finds the one at which orders fit")
      ->delimiter(',')
      ->expected(2)
      ->option_text("LOW,HIGH");
  add_count(*verb, "--steps", config.training.steps, "Steps of training, at most");
  verb->add_option("--refit", flags->run.refit, "Learn anew: once, every-window (each period), or every N periods")
      ->capture_default_str();
  add_path_model_flags(*verb, flags->run, config.replay.paths);
  add_item_flags(*verb, flags->items);
  verb->add_flag("--no-resume", flags->run.no_resume, "Do not go on where an earlier training stopped");
  verb->add_option("--learning", flags->page, "Page of how it learnt and what it orders, for example policy.html");
  verb->add_option("-o,--output", flags->run.config.output, "Directory of the policy");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
