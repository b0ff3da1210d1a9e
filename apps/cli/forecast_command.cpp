// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <optional>

#include "apps/cli/fallback_talk.h"
#include "apps/cli/flags.h"
#include "apps/cli/forecast_writer.h"
#include "apps/cli/plan_talk.h"
#include "apps/cli/rule_talk.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/forecast.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/plan.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(Quantile forecasts of every series after the newest period.

  demandcast forecast sales.parquet -m ets -H 13 -o forecast.parquet
  demandcast forecast sales.csv -m model/ -o forecast.csv          (a model that fit has learnt)
  demandcast forecast sales.parquet -m ets+calibrated -H 13 --spans 0:4 --static category --totals total,category

The column reason is empty where the model itself forecast, else it says why the series got a fallback.
)";

ForecastLayout layout_of(const Flags& flags) {
  ForecastLayout layout;
  layout.id = flags.config.data.id;
  layout.time = flags.config.data.time;
  layout.tall = flags.columns == "tall";
  if (flags.columns == "nixtla") layout.dialect = ColumnDialect::kNixtla;
  if (flags.columns == "amazon") layout.dialect = ColumnDialect::kAmazon;
  return layout;
}

void run(Flags& flags, Door& door) {
  flags.settle();
  const ModelRegistry registry = builtin_models();
  const RunScope scope(flags, door);
  check_output_file(flags.config, flags.format);
  if (flags.dry_run) {
    tell_plan(make_plan(flags.config, Needs::kOneModel, registry, flags.context), flags, door);
    return;
  }
  std::string output = flags.config.output;
  if (output.empty()) output = flags.json ? "" : "-";
  std::optional<ForecastWriter> writer;
  const auto write = [&](ForecastTable table) {
    if (!writer && !output.empty()) writer.emplace(output, flags.format, layout_of(flags));
    if (writer) writer->add(std::move(table));
  };
  const ForecastResult result = run_forecast(flags.config, registry, flags.context, write);
  if (writer) writer->commit();
  if (flags.json) door.out << to_json(result) << '\n';
  tell_warnings(result.report, flags, door);
  if (!flags.quiet && output != "-" && !output.empty()) {
    door.err << fmt::format("{}: {} series, {} periods ahead, in {}\n", result.model, result.series, result.horizon,
                            output);
  }
  if (!flags.quiet) tell_fallbacks(result, door.err);
  if (!flags.quiet) tell_rules(result, door.err);
  for (const std::string& note : result.notes) {
    if (!flags.quiet) door.err << "note: " << note << '\n';
  }
  if (!result.fallbacks.empty()) door.exit_code = kFellBack;
}

}  // namespace

void add_forecast_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("forecast", kHelp);
  const auto flags = std::make_shared<Flags>();
  add_data_flags(*verb, *flags);
  verb->add_option("-m,--model", flags->config.models, "Model, composition, or a directory that fit wrote")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("MODEL");
  add_horizon_flags(*verb, *flags);
  verb->add_option("-o,--output", flags->config.output, "File (.parquet, .csv, .csv.gz); CSV on stdout when not given");
  verb->add_option("--format", flags->format, "parquet, csv or csv.gz, whatever the ending");
  add_choice(*verb, "--columns", flags->columns, {"plain", "nixtla", "amazon", "tall"},
             "Names of the columns: 0.1; MODEL-lo-80; p10; a row per quantile (nixtla, amazon: without reason)");
  verb->add_flag("--dry-run", flags->dry_run, "Say what would be done, and stop");
  add_run_flags(*verb, *flags);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
