// Registers the expert router: how it is made of the models that its rules name, and how it is loaded.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
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
    if (registry.find(composition.parts.front()).members.make) {
      throw ConfigError(fmt::format("\"{}\" has rules of its own; name the models themselves", model));
    }
    if (model.find('=') == model.npos) return;
    throw ConfigError(
        fmt::format("\"{}\" has a name of its own, which rules do not need; write what is behind it", model));
  } catch (const ConfigError& error) {
    throw ConfigError(fmt::format("{}: {}", place, error.what()));
  }
}

std::vector<std::string> members_named(const OptionValues& values, const ModelRegistry& registry) {
  return experts_of(rules_of(values, registry));
}

std::unique_ptr<Estimator> make(const OptionValues& values, const ModelRegistry& registry,
                                const ModelOptions& options) {
  const auto own = read_options<ExpertRouterOptions>(kExpertRouter, values);
  RuleSet rules = rules_of(values, registry);
  std::vector<std::unique_ptr<Estimator>> experts;
  for (const std::string& expert : experts_of(rules)) {
    experts.push_back(make_estimator(parse_composition(expert, registry), registry, options));
  }
  return std::make_unique<ExpertRouterEstimator>(std::move(rules), static_cast<int>(own.season), std::move(experts));
}

RuleSet saved_rules(const ArtifactReader& reader, const ModelRegistry& registry) {
  const auto& text = reader.texts("rules");
  const auto& season = reader.integers("season");
  const bool sound =
      text.size() == 1 && season.size() == 1 && season[0] >= 0 && season[0] <= std::numeric_limits<int>::max();
  if (!sound) throw FormatError("[expert_router] the saved rules make no sense; fit the model again");
  try {
    RuleSet rules = parse_rules(text.front(), "the saved rules");
    for (const std::string& expert : experts_of(rules)) check_model("the saved rules", expert, registry);
    return rules;
  } catch (const ConfigError& error) {
    throw FormatError(fmt::format("[expert_router] {}; fit the model again", error.what()));
  }
}

std::unique_ptr<Forecaster> load(const OptionValues&, const ArtifactReader& reader, const ModelRegistry& registry,
                                 const ModelOptions& options) {
  RuleSet rules = saved_rules(reader, registry);
  std::vector<std::unique_ptr<Forecaster>> experts;
  for (const std::string& expert : experts_of(rules)) {
    experts.push_back(load_forecaster(parse_composition(expert, registry), registry, options,
                                      reader.part(expert_part(experts.size()))));
  }
  return std::make_unique<ExpertRouterForecaster>(std::move(rules), static_cast<int>(reader.integers("season")[0]),
                                                  std::move(experts));
}

}  // namespace

RuleSet rules_of(const OptionValues& values, const ModelRegistry& registry) {
  const auto options = read_options<ExpertRouterOptions>(kExpertRouter, values);
  const bool built_in = options.rules == ExpertRouterOptions().rules;
  RuleSet rules = built_in ? parse_rules(kBuiltInRules, "the built-in rules")
                           : parse_rules(read_file(options.rules), options.rules);
  check_model(rules.source + ": default", rules.default_model, registry);
  for (const Rule& rule : rules.rules) check_model(place_of(rules, rule), rule.model, registry);
  return rules;
}

void register_expert_router(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kExpertRouter;
  entry.summary = "a file of rules over what is known of each series sends it to one of several models";
  entry.source = "Amazon Science 2021, The history of Amazon's forecasting algorithm";
  entry.options = list_options<ExpertRouterOptions>();
  entry.members = {members_named, make, load};
  registry.add(std::move(entry));
}

}  // namespace demandcast
