// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/check_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/pipeline/check.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(Every fault and oddity of the data, with place and remedy, and a profile.

  demandcast check sales.parquet
)";

void run(Flags& flags, Door& door) {
  flags.settle();
  const RunScope scope(flags, door);
  const CheckResult result = run_check(flags.config, flags.context);
  door.out << (flags.json ? to_json(result) + "\n" : check_text(result));
  if (result.report.has_errors()) door.exit_code = kDataRejected;
}

}  // namespace

void add_check_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("check", kHelp);
  const auto flags = std::make_shared<Flags>();
  add_data_flags(*verb, *flags);
  add_count(*verb, "--season", flags->config.season, "Periods in a season; by frequency when not given");
  add_run_flags(*verb, *flags);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
