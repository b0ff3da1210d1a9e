// Finding models by name and putting wrappers around base models, freshly made or loaded.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

std::vector<std::string> split_parts(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t plus = text.find('+');
    parts.emplace_back(text.substr(0, plus));
    if (plus == std::string_view::npos) return parts;
    text.remove_prefix(plus + 1);
  }
}

void check_part(std::string_view text, const std::string& part, bool innermost, const ModelRegistry& registry) {
  if (part.empty()) {
    throw ConfigError(fmt::format("model \"{}\" has an empty part; wanted names joined by \"+\", e.g. a+b", text));
  }
  const bool wraps = registry.find(part).wraps;
  if (innermost && wraps) {
    throw ConfigError(
        fmt::format("model \"{}\" starts with \"{}\", which wraps another model; put a base model first, "
                    "e.g. MODEL+{}",
                    text, part, part));
  }
  if (!innermost && !wraps) {
    throw ConfigError(
        fmt::format("model \"{}\" has the base model \"{}\" after another; only wrappers may follow, so "
                    "name it as a model of its own",
                    text, part));
  }
}

const OptionValues& options_of(const ModelOptions& options, const std::string& part) {
  static const OptionValues none;
  const auto at = options.find(part);
  return at == options.end() ? none : at->second;
}

}  // namespace

void ModelRegistry::add(ModelEntry entry) {
  const auto same = [&](const ModelEntry& other) { return other.name == entry.name; };
  if (std::any_of(entries_.begin(), entries_.end(), same)) {
    throw ConfigError(fmt::format("model \"{}\" is registered twice; give one of them another name", entry.name));
  }
  entries_.push_back(std::move(entry));
}

std::vector<std::string> ModelRegistry::names() const {
  std::vector<std::string> names;
  for (const ModelEntry& entry : entries_) names.push_back(entry.name);
  return names;
}

const ModelEntry& ModelRegistry::find(std::string_view name) const {
  for (const ModelEntry& entry : entries_) {
    if (entry.name == name) return entry;
  }
  throw ConfigError(unknown_name_message("model", name, names()));
}

Composition parse_composition(std::string_view text, const ModelRegistry& registry) {
  const std::size_t equals = text.find('=');
  const bool named = equals != std::string_view::npos;
  Composition composition;
  composition.label = std::string(named ? text.substr(0, equals) : text);
  composition.parts = split_parts(named ? text.substr(equals + 1) : text);
  for (std::size_t i = 0; i < composition.parts.size(); ++i) check_part(text, composition.parts[i], i == 0, registry);
  if (composition.label.empty()) {
    throw ConfigError(fmt::format("model \"{}\" has an empty name; write NAME=MODEL, or MODEL alone", text));
  }
  return composition;
}

std::vector<std::string> all_parts(const Composition& composition, const ModelRegistry& registry,
                                   const ModelOptions& options) {
  std::vector<std::string> parts = composition.parts;
  const auto add = [&](const std::string& part) {
    if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
  };
  for (const std::string& part : composition.parts) {
    const ModelEntry& entry = registry.find(part);
    if (!entry.members.named) continue;
    for (const std::string& member : entry.members.named(options_of(options, part), registry)) {
      for (const std::string& inner : parse_composition(member, registry).parts) add(inner);
    }
  }
  return parts;
}

ModelOptions with_member_defaults(const Composition& composition, const ModelRegistry& registry, ModelOptions options) {
  for (const std::string& part : composition.parts) {
    for (const auto& [model, values] : registry.find(part).members.defaults)
      options[model].insert(values.begin(), values.end());
  }
  return options;
}

std::unique_ptr<Estimator> make_estimator(const Composition& composition, const ModelRegistry& registry,
                                          const ModelOptions& given) {
  for (const auto& [model, values] : given) registry.find(model);
  const ModelOptions options = with_member_defaults(composition, registry, given);
  std::unique_ptr<Estimator> estimator;
  for (const std::string& part : composition.parts) {
    const ModelEntry& entry = registry.find(part);
    const OptionValues& own = options_of(options, part);
    estimator = entry.members.make ? entry.members.make(own, registry, options) : entry.make(own, std::move(estimator));
  }
  return estimator;
}

std::unique_ptr<Forecaster> load_forecaster(const Composition& composition, const ModelRegistry& registry,
                                            const ModelOptions& given, const ArtifactReader& reader) {
  const ModelOptions options = with_member_defaults(composition, registry, given);
  std::vector<ArtifactReader> readers(composition.parts.size(), reader);  // [part]; the outermost reads from `reader`
  for (std::size_t i = readers.size(); i-- > 1;) readers[i - 1] = readers[i].part("inner");
  std::unique_ptr<Forecaster> forecaster;
  for (std::size_t i = 0; i < readers.size(); ++i) {
    const std::string& part = composition.parts[i];
    const ModelEntry& entry = registry.find(part);
    const OptionValues& own = options_of(options, part);
    forecaster = entry.members.load ? entry.members.load(own, readers[i], registry, options)
                                    : entry.load(own, readers[i], std::move(forecaster));
  }
  return forecaster;
}

}  // namespace demandcast
