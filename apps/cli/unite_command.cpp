// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/result_json.h"
#include "demandcast/pipeline/unite.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(Forests that different processes learnt, as one model.

  demandcast fit store/ -m sqrf -H 13 --set sqrf.trees=50 -o first/
  demandcast fit store/ -m sqrf -H 13 --set sqrf.trees=50 --set sqrf.first_tree=50 -o second/
  demandcast unite first/ second/ -o model/

Of the same data it is the forest of 100 trees that one process would have grown. Forests of parts of the data may be united
as well, and forests of other seeds: each tree has the same weight.
)";

struct UniteFlags {
  Flags run;
  std::vector<std::string> directories;
};

void run(UniteFlags& flags, Door& door) {
  flags.run.settle();
  const RunScope scope(flags.run, door);
  FitResult result;
  result.manifest = run_unite(flags.directories, flags.run.config, builtin_models());
  if (flags.run.json) door.out << to_json(result, flags.run.config.output) << '\n';
  if (flags.run.quiet) return;
  door.err << fmt::format("{}: {} forests as one of {} trees, in {}\n", result.manifest.model, flags.directories.size(),
                          result.manifest.options.at(result.manifest.model).at("trees"), flags.run.config.output);
}

}  // namespace

void add_unite_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("unite", kHelp);
  const auto flags = std::make_shared<UniteFlags>();
  verb->add_option("models", flags->directories, "Directories of models of sqrf or of random_forest")
      ->required()
      ->option_text("MODEL ...");
  verb->add_option("-o,--output", flags->run.config.output, "Directory of the united model");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
