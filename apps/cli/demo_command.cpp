// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/check_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/leaderboard_text.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/demo.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(The whole way on a synthetic catalogue: check, backtest, forecast, orders, report.

  demandcast demo -o demo/
)";

void run(Flags& flags, int series, Door& door) {
  check_output_folder(flags.config);
  const RunScope scope(flags, door);
  const DemoResult result = run_demo(flags.config.output, series, builtin_models(), flags.context);
  if (flags.json) door.out << to_json(result) << '\n';
  if (flags.json || flags.quiet) return;
  door.out << fmt::format("check of {}\n\n{}\nbacktest\n\n{}\n", result.sales, check_text(result.check),
                          leaderboard_text(result.backtest.evaluation));
  door.out << fmt::format("forecast with {}: {}\norders for {} series: {}\nreport: {}\n", result.model, result.forecast,
                          result.ordered, result.orders, result.backtest.files.front());
}

}  // namespace

void add_demo_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("demo", kHelp);
  const auto flags = std::make_shared<Flags>();
  const auto series = std::make_shared<int>(200);
  flags->config.output = "demo";
  verb->add_option("-o,--output", flags->config.output, "Folder for everything")->capture_default_str();
  add_count(*verb, "--series", *series, "Size of the catalogue");
  add_run_flags(*verb, *flags);
  when_run(*verb, door, [flags, series, &door] { run(*flags, *series, door); });
}

}  // namespace demandcast
