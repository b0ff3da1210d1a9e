// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/routers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/models/patchwork/expert_router/rule_file.h"

namespace demandcast {
namespace {

bool is_router(const Composition& composition, const ModelRegistry& registry) {
  return has_rules(registry.find(composition.parts.front()));
}

RuleSet read_rules(const RunConfig& config, const ModelRegistry& registry, const Composition& router) {
  const ModelEntry& entry = registry.find(router.parts.front());
  return rules_of(entry, options_with_season(config, registry)[entry.name], registry);
}

/// What `router` is where `expert` serves all series.
Composition with_expert(const Composition& router, const std::string& expert, const ModelRegistry& registry) {
  Composition composition = parse_composition(expert, registry);
  composition.parts.insert(composition.parts.end(), router.parts.begin() + 1, router.parts.end());
  composition.label = fmt::format("{}", fmt::join(composition.parts, "+"));
  return composition;
}

std::string idle_text(const std::string& model, const std::string& rule, const std::string& where) {
  return fmt::format("rule \"{}\" of {} took no series{}; is its condition what was meant?", rule, model, where);
}

}  // namespace

void add_defaults_of_routers(const RunConfig& config, const ModelRegistry& registry,
                             std::vector<Composition>& compositions) {
  const std::vector<Composition> asked = compositions;
  for (const Composition& router : asked) {
    if (!is_router(router, registry)) continue;
    Composition all = with_expert(router, read_rules(config, registry, router).default_model, registry);
    const auto same = [&](const Composition& one) { return one.parts == all.parts; };
    if (std::ranges::any_of(compositions, same)) continue;
    const auto taken = [&](const Composition& one) { return one.label == all.label; };
    while (std::ranges::any_of(compositions, taken)) all.label = "default " + all.label;
    compositions.push_back(std::move(all));
  }
}

std::vector<RoutedModel> routers_of(const RunConfig& config, const ModelRegistry& registry,
                                    std::span<const Composition> compositions) {
  std::vector<RoutedModel> routers;
  for (const Composition& router : compositions) {
    if (!is_router(router, registry)) continue;
    const RuleSet rules = read_rules(config, registry, router);
    const Composition all = with_expert(router, rules.default_model, registry);
    const auto found = std::ranges::find_if(compositions, [&](const Composition& c) { return c.parts == all.parts; });
    RoutedModel& routed = routers.emplace_back();
    routed.model = router.label;
    if (found != compositions.end()) routed.default_model = found->label;
    for (const Rule& rule : rules.rules) {
      routed.rules.push_back({rule.name, with_expert(router, rule.model, registry).label});
    }
    routed.rules.push_back({std::string(kDefaultRule), all.label});
  }
  return routers;
}

std::string rules_of_model(const RunConfig& config, const ModelRegistry& registry, const Composition& composition) {
  return is_router(composition, registry) ? rules_text(read_rules(config, registry, composition)) : "";
}

std::string built_in_rules(const std::string& model, const ModelRegistry& registry) {
  const ModelEntry& entry = registry.find(model);
  if (has_rules(entry)) return entry.members.built_in;
  std::vector<std::string> known;
  for (const ModelEntry& one : registry.entries()) {
    if (has_rules(one)) known.push_back(one.name);
  }
  throw ConfigError(fmt::format("model \"{}\" has no rules; those with rules are: {}", model, fmt::join(known, ", ")));
}

std::vector<std::string> idle_rule_warnings(const std::vector<RulePrice>& rules) {
  std::vector<std::string> warnings;
  for (const RulePrice& price : rules) {
    if (price.pairs == 0 && price.rule != kDefaultRule) {
      warnings.push_back(idle_text(price.model, price.rule, " that was scored, at any cutoff"));
    }
  }
  return warnings;
}

std::vector<std::string> idle_rule_warnings(const std::string& model, std::span<const RuleCount> rules) {
  std::vector<std::string> warnings;
  for (const RuleCount& count : rules) {
    if (count.series == 0 && count.rule != kDefaultRule) warnings.push_back(idle_text(model, count.rule, ""));
  }
  return warnings;
}

}  // namespace demandcast
