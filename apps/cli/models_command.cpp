// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/verbs.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/result_json.h"

namespace demandcast {
namespace {

void list(const ModelRegistry& registry, std::ostream& out) {
  for (const ModelEntry& entry : registry.entries()) {
    out << fmt::format("{}{}\n    {}\n    {}\n", entry.name,
                       entry.wraps ? " (wraps another: ets+" + entry.name + ")" : "", entry.summary, entry.source);
    for (const OptionField& field : entry.options) {
      out << fmt::format("      {}.{}={}  {} ({})\n", entry.name, field.name, field.default_value, field.help,
                         field.allowed.empty() ? field.type : field.allowed);
    }
  }
}

}  // namespace

void add_models_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("models", "The models, their options and sources.\n\n  demandcast models\n");
  const auto json = std::make_shared<bool>(false);
  verb->add_flag("--json", *json, "As JSON");
  verb->callback([json, &door] {
    const ModelRegistry registry = builtin_models();
    if (*json) {
      door.out << to_json(registry) << '\n';
    } else {
      list(registry, door.out);
    }
  });
}

}  // namespace demandcast
