// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/flags.h"
#include "apps/cli/groups_text.h"
#include "apps/cli/item_flags.h"
#include "apps/cli/leaderboard_text.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/pipeline/backtest_files.h"
#include "demandcast/pipeline/evaluate_forecasts.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(Metrics of anybody's quantile forecasts, whatever package wrote them.

  demandcast evaluate forecasts.parquet sales.parquet

Against a store, forecasts and series are gone through part by part, whatever their number.
)";

void run(Flags& flags, const ItemFlags& items, const std::string& forecasts, Door& door) {
  flags.settle();
  flags.config.items = items.settled(flags);
  const RunScope scope(flags, door);
  check_output_file(flags.config, flags.format, forecasts);
  const auto [evaluation, cost_note] = run_evaluate(flags.config, forecasts, flags.context);
  if (!flags.config.output.empty()) write_table(metrics_table(evaluation), flags.config.output, flags.format);
  if (flags.json) {
    door.out << to_json(evaluation) << '\n';
  } else {
    door.out << leaderboard_text(evaluation) << groups_text(evaluation, "span", "span")
             << groups_text(evaluation, "grouping", "totals");
  }
  if (!flags.json && !cost_note.empty()) door.err << cost_note << '\n';
  if (evaluation.unmatched > 0 && !flags.quiet) {
    door.err << fmt::format("{} forecast rows have no truth in the data and are not scored\n", evaluation.unmatched);
  }
}

}  // namespace

void add_evaluate_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("evaluate", kHelp);
  const auto flags = std::make_shared<Flags>();
  const auto items = std::make_shared<ItemFlags>();
  const auto forecasts = std::make_shared<std::string>();
  verb->add_option("FORECASTS", *forecasts,
                   "Forecasts: Parquet or CSV, plain, Nixtla, Amazon, AutoGluon or tall columns")
      ->required();
  add_data_flags(*verb, *flags);
  add_count(*verb, "--season", flags->config.season, "Periods in the season of MASE; by frequency when not given");
  add_totals_flag(*verb, *flags);
  add_score_flags(*verb, *flags);
  add_item_flags(*verb, *items);
  verb->add_option("-o,--output", flags->config.output, "File for the metrics by model, dimension and group");
  verb->add_option("--format", flags->format, "parquet, csv or csv.gz, whatever the ending");
  add_run_flags(*verb, *flags);
  when_run(*verb, door, [flags, items, forecasts, &door] { run(*flags, *items, *forecasts, door); });
}

}  // namespace demandcast
