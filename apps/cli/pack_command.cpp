// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/pipeline/pack.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(Data of any size and order into a store: grouped, sorted, checked once, then read shard by shard.

  demandcast pack sales.parquet --known price --static category -o store/ --memory 2G
  demandcast forecast store/ -m ets -H 13 -o forecast.parquet
  demandcast pack this-week.parquet --append -o store/

A store knows its columns. Its series come shard by shard, in order of their ids within each. --append adds rows to the
store that is there: new periods, series and plans, and corrections (what a row gives replaces what was there, what it
leaves empty stays). "demandcast pack store/ -o store/" puts a store that was often appended to in order again.
)";

void run(Flags& flags, Door& door) {
  flags.settle();
  const RunScope scope(flags, door);
  const PackResult result = run_pack(flags.config, flags.context);
  if (flags.json) door.out << to_json(result, flags.config.output) << '\n';
  tell_warnings(result.report, flags, door);
  if (flags.quiet) return;
  door.err << fmt::format("{} rows{}, {} series, {} {}, in {}\n", result.report.rows,
                          flags.config.append ? " appended" : "", result.store->series, result.shards,
                          result.shards == 1 ? "shard" : "shards", flags.config.output);
}

}  // namespace

void add_pack_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("pack", kHelp);
  const auto flags = std::make_shared<Flags>();
  add_source_flags(*verb, *flags);
  verb->add_flag("--append", flags->config.append, "Add to the store that is there, which knows the roles of columns");
  verb->add_option("-o,--output", flags->config.output, "Directory of the store");
  add_run_flags(*verb, *flags);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
