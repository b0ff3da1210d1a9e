// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/completion_words.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::vector<std::string> model_names() {
  std::vector<std::string> names;
  const ModelRegistry registry = builtin_models();
  for (const ModelEntry& entry : registry.entries()) names.push_back(entry.name);
  return names;
}

std::vector<std::string> values_of(const CLI::Option& option) {
  for (const std::string& name : option.get_lnames()) {
    if (name == "model" || name == "models") return model_names();
  }
  try {
    return split(const_cast<CLI::Option&>(option).get_validator(kChoiceValidator)->get_description(), '|');
  } catch (const CLI::OptionNotFound&) {
    return {};
  }
}

VerbWords words_of(const CLI::App& app) {
  VerbWords words{app.get_name(), first_line(app.get_description()), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      words.values = values_of(*option);
      continue;
    }
    FlagWords flag{{}, first_line(option->get_description()), option->get_type_size() != 0, values_of(*option)};
    for (const std::string& name : option->get_snames()) flag.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) flag.names.push_back("--" + name);
    words.flags.push_back(std::move(flag));
  }
  return words;
}

}  // namespace

VerbWords app_words(const CLI::App& app) { return words_of(app); }

std::vector<VerbWords> verb_words(const CLI::App& app) {
  const VerbWords own = words_of(app);
  std::vector<VerbWords> verbs;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    verbs.push_back(words_of(*verb));
    for (const FlagWords& flag : own.flags) {
      const bool again = flag.names.back() == "--help" || flag.names.back() == "--version";
      if (!again) verbs.back().flags.push_back(flag);
    }
  }
  return verbs;
}

}  // namespace demandcast
