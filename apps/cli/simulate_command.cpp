// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "apps/cli/figure_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/item_flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/simulate_policies.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(Policies in money: orders from forecasts as of each past period, against the demand that came.

  demandcast simulate sales.parquet -m ets --policies newsvendor,base_stock --items items.parquet -o simulation/

The policy "cover" (mean demand and a period more) is always there, as the reference.
)";

struct SimulateFlags {
  Flags run;
  ItemFlags items;
  SimulateConfig config;
};

std::string results_text(const SimulateResult& result) {
  std::size_t model_width = 5;
  for (const PolicyResult& policy : result.results) model_width = std::max(model_width, policy.model.size());
  std::string text =
      fmt::format("{:<{}}  {:<10} {:>12} {:>12} {:>12} {:>12} {:>12} {:>7} {:>22}\n", "model", model_width, "policy",
                  "cost", "holding", "missed", "ordering", "waste", "filled", "saves against cover");
  for (const PolicyResult& policy : result.results) {
    const SimulatedMoney& money = policy.money;
    const std::string saves =
        policy.policy == "cover" ? "" : fmt::format("{:.0f} +- {:.0f}", policy.saves, policy.saves_error);
    text += fmt::format("{:<{}}  {:<10} {:>12} {:>12} {:>12} {:>12} {:>12} {:>6}% {:>22}\n", policy.model, model_width,
                        policy.policy, figure_text(money.cost(), 2), figure_text(money.holding, 2),
                        figure_text(money.shortage, 2), figure_text(money.ordering, 2), figure_text(money.waste, 2),
                        figure_text(100 * policy.totals.fill_rate(), 1), saves);
  }
  return text;
}

std::string plan_text(const SimulatePlan& plan) {
  std::string text = fmt::format("{} to {}: {} periods of {} series; {}, each with {}, forecast {} periods ahead\n",
                                 plan.first, plan.last, plan.periods, plan.series, fmt::join(plan.policies, ", "),
                                 fmt::join(plan.models, ", "), plan.horizon);
  for (const std::string& note : plan.notes) text += note + "\n";
  return text + (plan.output.empty() ? "" : fmt::format("would write to {}\n", plan.output));
}

void tell(const SimulateResult& result, std::ostream& err) {
  err << fmt::format("{} to {}, {} pairs of series and period count", result.frequency.format(result.periods.front()),
                     result.frequency.format(result.periods.back()), result.counted);
  if (result.drawn_censored + result.drawn_missing > 0) {
    err << fmt::format("; demand drawn from the forecast where the shelf was empty ({}) or nothing is known ({})",
                       result.drawn_censored, result.drawn_missing);
  }
  err << '\n';
  for (const std::string& note : result.notes) err << "note: " << note << '\n';
  for (const std::string& file : result.files) err << "written: " << file << '\n';
}

void run(SimulateFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.run = flags.run.config;
  flags.config.items = flags.items.settled(flags.run);
  const ModelRegistry registry = builtin_models();
  const RunScope scope(flags.run, door);
  if (flags.run.dry_run) {
    const SimulatePlan plan = plan_simulation(flags.config, registry, flags.run.context);
    door.out << (flags.run.json ? to_json(plan) + "\n" : plan_text(plan));
    return;
  }
  flags.config.run.command_line = door.command_line;
  const SimulateResult result = simulate_policies(flags.config, registry, flags.run.context);
  door.out << (flags.run.json ? to_json(result) + "\n" : results_text(result));
  tell_warnings(result.report, flags.run, door);
  if (!flags.run.quiet) tell(result, door.err);
}

}  // namespace

void add_simulate_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("simulate", kHelp);
  const auto flags = std::make_shared<SimulateFlags>();
  flags->run.refit = "once";
  add_data_flags(*verb, flags->run);
  verb->add_option("-m,--models", flags->run.config.models,
                   "Models or compositions; the first draws demand behind empty shelves")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B");
  verb->add_option("--policies", flags->config.policies,
                   "Of newsvendor, base_stock, s_s, cover; NAME=DIR is one that `policy` trained")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B [newsvendor,base_stock]");
  add_count(*verb, "--periods", flags->config.periods, "Periods to replay, the newest");
  verb->add_option("--leave", flags->config.leave, "Newest periods left out")->capture_default_str();
  verb->add_option("--refit", flags->run.refit, "Learn anew: once, every-window (each period), or every N periods")
      ->capture_default_str();
  add_path_model_flags(*verb, flags->run, flags->config.paths);
  add_item_flags(*verb, flags->items);
  verb->add_option("-o,--output", flags->run.config.output,
                   "Folder of report.html, policies.csv, series.parquet, periods.csv, simulation.json");
  verb->add_flag("--dry-run", flags->run.dry_run, "Say what would be done, and stop");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
