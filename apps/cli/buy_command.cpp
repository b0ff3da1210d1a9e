// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cmath>

#include "apps/cli/flags.h"
#include "apps/cli/item_flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/buy.h"
#include "demandcast/pipeline/buy_sums.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(What to order of every series now, from sample paths of its demand and its economics.

  demandcast buy sales.parquet -m ets --items items.parquet -o orders.parquet
  demandcast buy sales.parquet -m ets --items items.parquet --budget 50000
  demandcast buy sales.csv -m model/ --default holding_cost=0.1 --default lost_sale_cost=2 --default lead_time=2

docs/buying.md tells what the columns of items are and how orders are made.
)";

struct BuyFlags {
  Flags run;
  ItemFlags items;
  BuyConfig config;
};

std::string money_text(double amount, const std::string& currency) {
  return fmt::format("{:.2f}{}{}", amount, currency.empty() ? "" : " ", currency);
}

std::string plan_text(const BuyPlan& plan) {
  std::string text = fmt::format("{} with {}: orders for {} series, forecast {} periods ahead\n", plan.policy,
                                 plan.model, plan.series, plan.horizon);
  for (const std::string& note : plan.notes) text += note + "\n";
  return text + (plan.output.empty() ? "" : fmt::format("would write to {}\n", plan.output));
}

void tell_limits(const BuyResult& result, const OrderLimits& limits, std::ostream& err) {
  const LimitedOrders& limited = result.limited;
  if (std::isfinite(limits.budget)) {
    err << fmt::format("budget: {} of {} wished for; one more unit of money would save {:.3g}\n",
                       money_text(limited.money, result.currency), money_text(limited.wished_money, result.currency),
                       limited.budget_price);
  }
  if (std::isfinite(limits.storage)) {
    err << fmt::format("storage: {:.4g} of {:.4g} wished for; one more unit of space would save {}\n", limited.space,
                       limited.wished_space, money_text(limited.storage_price, result.currency));
  }
}

void tell(const BuyResult& result, const BuyFlags& flags, Door& door) {
  const BuySums sums = sums_of(result);
  door.err << fmt::format(
      "{} with {}: orders for {} of {} series, {:.6g} units{}; expected cost of the periods they serve {}, {:.4g} "
      "units missed\n",
      result.policy, result.model, sums.ordered, result.ids.size(), sums.units,
      sums.money > 0 ? " for " + money_text(sums.money, result.currency) : "",
      money_text(sums.expected_cost, result.currency), sums.expected_lost_sales);
  if (!result.shadow.empty()) {
    door.err << fmt::format("{} would have ordered {:.6g} units, expected cost {} ({:+.4g} against {})\n",
                            result.shadow, sums.shadow_units, money_text(sums.shadow_cost, result.currency),
                            sums.shadow_cost - sums.expected_cost, result.policy);
  }
  if (result.has_limits) tell_limits(result, flags.config.limits, door.err);
  for (const std::string& note : result.notes) door.err << "note: " << note << '\n';
  for (const auto& [code, series] : result.fallbacks) {
    door.err << fmt::format("{} series ordered from a fallback forecast ({})\n", series, code);
  }
}

void run(BuyFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.run = flags.run.config;
  flags.config.items = flags.items.settled(flags.run);
  const ModelRegistry registry = builtin_models();
  const RunScope scope(flags.run, door);
  check_output_file(flags.config.run, flags.run.format, flags.config.items.path);
  if (flags.run.dry_run) {
    const BuyPlan plan = plan_buy(flags.config, registry, flags.run.context);
    door.out << (flags.run.json ? to_json(plan) + "\n" : plan_text(plan));
    return;
  }
  std::string output = flags.config.run.output;
  if (output.empty()) output = flags.run.json ? "" : "-";
  const BuyResult result = run_buy(flags.config, registry, flags.run.context);
  const DataSource& data = flags.config.run.data;
  if (!output.empty()) write_table(orders_table(result, data.id, data.time), output, flags.run.format);
  if (flags.run.json) door.out << to_json(result) << '\n';
  tell_warnings(result.report, flags.run, door);
  if (!flags.run.quiet) tell(result, flags, door);
  if (!result.fallbacks.empty()) door.exit_code = kFellBack;
}

}  // namespace

void add_buy_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("buy", kHelp);
  const auto flags = std::make_shared<BuyFlags>();
  add_data_flags(*verb, flags->run);
  verb->add_option("-m,--model", flags->run.config.models, "Model, composition, or a directory that fit wrote")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("MODEL");
  add_path_model_flags(*verb, flags->run, flags->config.paths);
  add_item_flags(*verb, flags->items);
  verb->add_option(
          "--policy", flags->config.policy,
          "newsvendor: the order of least expected cost; base_stock: up to the critical quantile; s_s: few and large "
          "orders where each costs something; cover: up to mean demand and a period more; or a directory that `policy` "
          "trained")
      ->option_text("RULE|DIR [newsvendor]");
  verb->add_option("--shadow", flags->config.shadow,
                   "Another policy, whose orders and their expected cost are told beside those in charge")
      ->option_text("RULE|DIR");
  verb->add_option("--budget", flags->config.limits.budget, "Money for all orders together")->option_text("MONEY");
  verb->add_option("--storage", flags->config.limits.storage, "Space for all stock, in units of the column space")
      ->option_text("SPACE");
  verb->add_option("-o,--output", flags->run.config.output,
                   "File (.parquet, .csv, .csv.gz); CSV on stdout when not given");
  verb->add_option("--format", flags->run.format, "parquet, csv or csv.gz, whatever the ending");
  verb->add_flag("--dry-run", flags->run.dry_run, "Say what would be done, and stop");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
