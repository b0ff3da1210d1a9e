// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cmath>

#include "apps/cli/figure_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/explain.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(What a model says of single series, and why: its form and parameters, the season and level it sees, the products
that a launch is forecast from, the rule that chose a model, where attention looks.

  demandcast explain sales.parquet -m ets -H 13 --series A17,B4 -o explain.html
  demandcast explain sales.parquet -m model/ -o explain.html      (a model that fit has learnt)
  demandcast explain sales.parquet -m ets+price_elasticity -H 13 --known price --series A17 \
      --since 2026-11-15 --plans-then plans_of_15_november.csv -o explain.html

Without --series, the four series that sold most lately. With --since, also why the forecast differs from the one that
knew demand up to that date: the change of the dates that both forecast, split into what new data, changed plans and the
model learnt anew add. Each share is the mean over all orders of replacing one after another, so that the three add up.
)";

struct ExplainFlags {
  Flags run;
  ExplainConfig config;
};

std::string relatives_text(const Explanation& told) {
  std::string text;
  for (const auto& [id, weight] : told.relatives) text += fmt::format("  like {} ({:.1f} %)\n", id, 100 * weight);
  return text;
}

/// The periods that the forecast of the first target looks at most.
std::string attention_text(const SeriesExplanation& series) {
  constexpr std::size_t kPeriods = 3;
  if (series.told.attention.empty()) return {};
  const Component& nearest = series.told.attention.front();
  std::vector<std::size_t> order(nearest.values.size());
  for (std::size_t t = 0; t < order.size(); ++t) order[t] = t;
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t t) { return nearest.values[t]; });
  order.resize(std::min(kPeriods, order.size()));
  std::string text;
  for (const std::size_t t : order) {
    text += fmt::format("  {}: looks at {} ({:.1f} %)\n", nearest.name, series.dates[t], 100 * nearest.values[t]);
  }
  return text;
}

/// "25.1", "+3.2".
std::string units(double value, bool with_sign = false) {
  return with_sign ? fmt::format("{:+.4g}", value) : fmt::format("{:.4g}", value);
}

std::string plan_text(const PlanDifference& plan) {
  const auto value = [](double of) { return std::isnan(of) ? std::string("none") : units(of); };
  return fmt::format("    {} planned otherwise in {} periods: on {} then {}, now {}\n", plan.column, plan.periods,
                     plan.date, value(plan.then), value(plan.now));
}

std::string change_text(const ForecastChange& change) {
  const double before = total_of(change.before), after = total_of(change.after);
  std::string text =
      fmt::format("  {} to {}: {} expected with what was known on {}, {} now: {}\n", change.dates.front(),
                  change.dates.back(), units(before), change.then, units(after), units(after - before, true));
  for (const ChangePart& part : change.parts) {
    text += fmt::format("    {:<6}{:>10}   ({} to {} by the order of replacing)\n", part.name,
                        units(total_of(part.share), true), units(part.low, true), units(part.high, true));
  }
  for (const PlanDifference& plan : change.plans) text += plan_text(plan);
  return text;
}

std::string series_text(const SeriesExplanation& series) {
  std::string text = fmt::format("{}: {}\n", series.page.id,
                                 series.told.form.empty() ? "the model tells nothing of it" : series.told.form);
  if (!series.reason.empty()) text += fmt::format("  {}\n", series.reason);
  for (const auto& [name, value] : series.told.parameters)
    text += fmt::format("  {} {}\n", name, figure_text(value, 3));
  text += relatives_text(series.told) + attention_text(series);
  return series.change ? text + change_text(*series.change) : text;
}

void run(ExplainFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.run = flags.run.config;
  flags.config.run.command_line = door.command_line;
  const RunScope scope(flags.run, door);
  const ExplainResult result = run_explain(flags.config, builtin_models(), flags.run.context);
  if (flags.run.json) door.out << to_json(result) << '\n';
  if (!flags.run.json) {
    for (const SeriesExplanation& series : result.explanations.series) door.out << series_text(series);
  }
  tell_warnings(result.report, flags.run, door);
  if (flags.run.quiet) return;
  for (const std::string& note : result.notes) door.err << "note: " << note << '\n';
  for (const std::string& file : result.files) door.err << "written: " << file << '\n';
}

}  // namespace

void add_explain_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("explain", kHelp);
  const auto flags = std::make_shared<ExplainFlags>();
  add_data_flags(*verb, flags->run);
  verb->add_option("-m,--model", flags->run.config.models, "Model, composition, or a directory that fit wrote")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("MODEL");
  add_horizon_flags(*verb, flags->run);
  verb->add_option("--series", flags->config.series, "Ids of the series to explain")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B");
  verb->add_option("--since", flags->config.since,
                   "Date of the newest demand that an earlier forecast knew: tells why that of now differs")
      ->option_text("DATE");
  verb->add_option("--plans-then", flags->config.plans_then,
                   "Table of id, date and known columns as they were planned then; cells not in it are as now")
      ->option_text("FILE");
  verb->add_option("--model-then", flags->config.model_then,
                   "Directory of the model of then; without it, a recipe is learnt on what was known then, and a "
                   "directory given by -m is taken for both")
      ->option_text("DIR");
  verb->add_option("-o,--output", flags->run.config.output, "Page (.html)");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
