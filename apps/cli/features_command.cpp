// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/pipeline/features.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(The features that the forests see: what there are, and the whole matrix as a table.

  demandcast features sales.parquet -H 13 --known price,promo --static category -o matrix.parquet

A row for each series, origin and period ahead: its demand (target), the unit of level that forests divide it by
(scale), and every feature, empty where the row does not have it. Rows from the newest origin have no target.
)";

struct FeaturesFlags {
  Flags run;
  int rows = 1'000'000;
};

std::string features_text(const FeaturesResult& result) {
  std::size_t name_width = 7;
  for (const FeatureUse& use : result.features) name_width = std::max(name_width, use.info.name.size());
  std::string text = fmt::format("{:<{}}  {:<8}  {:>6}  formula\n", "feature", name_width, "group", "rows");
  const double rows = static_cast<double>(std::max<std::size_t>(1, result.training_rows));
  for (const FeatureUse& use : result.features) {
    text += fmt::format("{:<{}}  {:<8}  {:>4.0f} %  {}\n", use.info.name, name_width, use.info.group,
                        100 * static_cast<double>(use.rows) / rows, use.info.formula);
  }
  return text;
}

void run(FeaturesFlags& flags, Door& door) {
  flags.run.settle();
  FeaturesConfig config;
  config.run = flags.run.config;
  config.rows = static_cast<std::size_t>(flags.rows);
  const RunScope scope(flags.run, door);
  const FeaturesResult result = run_features(config, flags.run.context);
  if (flags.run.json) {
    door.out << to_json(result) << '\n';
  } else if (result.file != "-") {
    door.out << features_text(result);
  }
  tell_warnings(result.report, flags.run, door);
  if (flags.run.quiet) return;
  door.err << fmt::format("{} training rows of {}, {} rows ahead of {} series{}\n", result.training_rows,
                          result.possible_rows, result.ahead_rows, result.series,
                          result.file.empty() ? "" : ", in " + result.file);
  if (result.series_without_level > 0) {
    door.err << fmt::format("{} series sold nothing up to their newest period and have no rows ahead\n",
                            result.series_without_level);
  }
}

}  // namespace

void add_features_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("features", kHelp);
  const auto flags = std::make_shared<FeaturesFlags>();
  add_data_flags(*verb, flags->run);
  add_count(*verb, "-H,--horizon,--h", flags->run.config.horizon, "Periods to forecast, for example 13");
  add_spans_flag(*verb, flags->run);
  add_count(*verb, "--rows", flags->rows, "Training rows, drawn evenly from all that there are");
  verb->add_option("-o,--output", flags->run.config.output,
                   "Table (.parquet, .csv, .csv.gz; - = CSV on stdout); without it features are only listed");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
