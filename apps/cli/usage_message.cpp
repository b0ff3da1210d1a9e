// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/usage_message.h"

#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cctype>
#include <vector>

#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

const CLI::App* verb_of(const CLI::App& app, std::span<const std::string> arguments) {
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (std::find(arguments.begin(), arguments.end(), verb->get_name()) != arguments.end()) return verb;
  }
  return nullptr;
}

std::vector<std::string> flags_of(const CLI::App& app, const CLI::App* verb) {
  std::vector<std::string> names;
  for (const CLI::App* place : {verb, &app}) {
    if (place == nullptr) continue;
    for (const CLI::Option* option : place->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
  }
  return names;
}

/// The flag that an argument names: "--name" of "--name=3", "-H" of "-H3"; "" for "-", "-3" and words.
std::string flag_of(const std::string& argument) {
  if (argument.size() < 2 || argument[0] != '-' || std::isdigit(static_cast<unsigned char>(argument[1])) != 0)
    return "";
  return argument[1] == '-' ? argument.substr(0, argument.find('=')) : argument.substr(0, 2);
}

std::string unexpected(const CLI::App& app, const CLI::App* verb, std::span<const std::string> arguments,
                       const std::string& what) {
  const std::vector<std::string> known = flags_of(app, verb);
  for (const std::string& argument : arguments) {
    const std::string name = flag_of(argument);
    if (name.size() < 2 || name == "--" || std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string nearest = name.size() > 2 ? nearest_name(name, known) : "";
    return fmt::format("unknown flag \"{}\"{}", name,
                       nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest));
  }
  return what;
}

/// What stands behind `words` in the parser's message.
std::string behind(const std::string& what, const std::string& words) {
  const auto at = what.find(words);
  return at == what.npos ? what : what.substr(at + words.size());
}

/// "Could not convert: --horizon = abc" in our words.
std::string inconvertible(const CLI::App* verb, const std::string& what) {
  const auto colon = what.find(": "), equals = what.find(" = ");
  if (colon == what.npos || equals == what.npos) return what;
  const std::string name = what.substr(colon + 2, equals - colon - 2), given = what.substr(equals + 3);
  const CLI::Option* option = verb == nullptr ? nullptr : verb->get_option_no_throw(name);
  const std::string type = option == nullptr ? "" : option->get_type_name();
  const char* wanted = type == "FLOAT" ? "numbers" : type == "UINT" ? "an integer of at least 0" : "an integer";
  return fmt::format("{}: \"{}\" given, {} wanted", name, given, wanted);
}

std::string words_of(const CLI::App& app, const CLI::App* verb, const CLI::ParseError& error,
                     std::span<const std::string> arguments) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    return unexpected(app, verb, arguments, fmt::format("\"{}\" is one argument too many", behind(error.what(), ": ")));
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) return inconvertible(verb, error.what());
  if (dynamic_cast<const CLI::FileError*>(&error) != nullptr) return std::string("--config: ") + error.what();
  if (dynamic_cast<const CLI::ConfigError*>(&error) != nullptr) {
    std::string name = behind(error.what(), "INI was not able to parse ");
    if (name.ends_with(".++")) name.resize(name.size() - 3);
    return fmt::format("--config: no flag \"{}\"; wanted [verb], then its flags by their long names", name);
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    return verb == nullptr ? "no verb given" : unexpected(app, verb, arguments, error.what());
  }
  return error.what();
}

}  // namespace

std::string usage_message(CLI::App& app, const CLI::ParseError& error, std::span<const std::string> arguments) {
  const CLI::App* verb = verb_of(app, arguments);
  return fmt::format("{}\nsee demandcast{} --help", words_of(app, verb, error, arguments),
                     verb == nullptr ? "" : " " + verb->get_name());
}

}  // namespace demandcast
