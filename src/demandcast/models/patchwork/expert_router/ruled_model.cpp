// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/ruled_model.h"

#include <fmt/format.h>

#include <limits>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/models/patchwork/expert_router/expert_router.h"
#include "demandcast/models/patchwork/expert_router/expert_router_options.h"
#include "demandcast/models/patchwork/expert_router/rule_file.h"

namespace demandcast {
namespace {

void check_model(const std::string& place, const std::string& model, const ModelRegistry& registry) {
  try {
    const Composition composition = parse_composition(model, registry);
    if (has_rules(registry.find(composition.parts.front()))) {
      throw ConfigError(fmt::format("\"{}\" has rules of its own; name the models themselves", model));
    }
    if (registry.find(composition.parts.front()).members.make) {
      throw ConfigError(fmt::format("\"{}\" is made of other models, which a rule cannot name; name one model", model));
    }
    if (model.find('=') == model.npos) return;
    throw ConfigError(
        fmt::format("\"{}\" has a name of its own, which rules do not need; write what is behind it", model));
  } catch (const ConfigError& error) {
    throw ConfigError(fmt::format("{}: {}", place, error.what()));
  }
}

RuleSet saved_rules(const std::string& name, const ArtifactReader& reader, const ModelRegistry& registry) {
  const auto& text = reader.texts("rules");
  const auto& season = reader.integers("season");
  const bool sound =
      text.size() == 1 && season.size() == 1 && season[0] >= 0 && season[0] <= std::numeric_limits<int>::max();
  if (!sound) throw FormatError(fmt::format("[{}] the saved rules make no sense; fit the model again", name));
  try {
    RuleSet rules = parse_rules(text.front(), "the saved rules");
    for (const std::string& expert : experts_of(rules)) check_model("the saved rules", expert, registry);
    return rules;
  } catch (const ConfigError& error) {
    throw FormatError(fmt::format("[{}] {}; fit the model again", name, error.what()));
  }
}

std::unique_ptr<Estimator> make(const ModelEntry& entry, const OptionValues& values, const ModelRegistry& registry,
                                const ModelOptions& options) {
  const auto own = read_options<ExpertRouterOptions>(entry.name, values);
  RuleSet rules = rules_of(entry, values, registry);
  std::vector<std::unique_ptr<Estimator>> experts;
  for (const std::string& expert : experts_of(rules)) {
    experts.push_back(make_estimator(parse_composition(expert, registry), registry, options));
  }
  return std::make_unique<ExpertRouterEstimator>(std::move(rules), static_cast<int>(own.season), std::move(experts));
}

std::unique_ptr<Forecaster> load(const std::string& name, const ArtifactReader& reader, const ModelRegistry& registry,
                                 const ModelOptions& options) {
  RuleSet rules = saved_rules(name, reader, registry);
  std::vector<std::unique_ptr<Forecaster>> experts;
  for (const std::string& expert : experts_of(rules)) {
    experts.push_back(load_forecaster(parse_composition(expert, registry), registry, options,
                                      reader.part(expert_part(experts.size()))));
  }
  return std::make_unique<ExpertRouterForecaster>(std::move(rules), static_cast<int>(reader.integers("season")[0]),
                                                  std::move(experts));
}

}  // namespace

bool has_rules(const ModelEntry& entry) { return !entry.members.built_in.empty(); }

RuleSet rules_of(const ModelEntry& entry, const OptionValues& values, const ModelRegistry& registry) {
  const auto options = read_options<ExpertRouterOptions>(entry.name, values);
  const bool built_in = options.rules == ExpertRouterOptions().rules;
  RuleSet rules = built_in ? parse_rules(entry.members.built_in, fmt::format("the built-in rules of {}", entry.name))
                           : parse_rules(read_file(options.rules), options.rules);
  check_model(rules.source + ": default", rules.default_model, registry);
  for (const Rule& rule : rules.rules) check_model(place_of(rules, rule), rule.model, registry);
  return rules;
}

ModelEntry ruled_model(std::string name, std::string built_in, ModelOptions defaults) {
  ModelEntry entry;
  entry.name = name;
  entry.options = list_options<ExpertRouterOptions>();
  entry.members.built_in = std::move(built_in);
  entry.members.defaults = std::move(defaults);
  entry.members.named = [name](const OptionValues& values, const ModelRegistry& registry) {
    return experts_of(rules_of(registry.find(name), values, registry));
  };
  entry.members.make = [name](const OptionValues& values, const ModelRegistry& registry, const ModelOptions& options) {
    return make(registry.find(name), values, registry, options);
  };
  entry.members.load = [name](const OptionValues&, const ArtifactReader& reader, const ModelRegistry& registry,
                              const ModelOptions& options) { return load(name, reader, registry, options); };
  return entry;
}

}  // namespace demandcast
