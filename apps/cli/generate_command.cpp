// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <map>

#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/pipeline/generate.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(A synthetic catalogue whose true demand is known: sales, statics, items, truth.

  demandcast generate -o catalogue/ --series 1000 --frequency W-SUN
)";

struct GenerateFlags {
  Flags run;
  std::map<std::string, std::string> options;
};

std::string flag_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', '-');
  return "--" + name;
}

void run(GenerateFlags& flags, Door& door) {
  OptionValues given;
  for (const auto& [name, value] : flags.options) {
    if (!value.empty()) given[name] = value;
  }
  check_output_folder(flags.run.config);
  const RunScope scope(flags.run, door);
  const auto files = run_generate(given, flags.run.config.output, flags.run.context);
  if (flags.run.json) door.out << generated_json(files) << '\n';
  if (flags.run.quiet) return;
  for (const std::string& file : files) door.err << "written: " << file << '\n';
}

}  // namespace

void add_generate_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("generate", kHelp);
  const auto flags = std::make_shared<GenerateFlags>();
  verb->add_option("-o,--output", flags->run.config.output, "Folder for the four files")->required();
  for (const OptionField& field : generator_options()) {
    verb->add_option(
        flag_of(field.name), flags->options[field.name],
        fmt::format("{} [{}]{}", field.help, field.default_value, field.allowed.empty() ? "" : "; " + field.allowed));
  }
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
