// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/unite_forests.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/models/forest/pooled/forest_forecaster.h"
#include "demandcast/models/pooled/pooled_model.h"

namespace demandcast {
namespace {

const ForestForecaster& forest_of(const NamedForecaster& named) {
  const auto* forest = dynamic_cast<const ForestForecaster*>(named.forecaster.get());
  if (forest != nullptr) return *forest;
  throw ConfigError(fmt::format(
      "\"{}\" is no forest; what can be united are models of sqrf or of random_forest by themselves", named.name));
}

/// The first feature that one of them has and the other has not, or the first that lies elsewhere.
std::string first_difference(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  const auto lacks = [](const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) == names.end();
  };
  for (const std::string& name : one) {
    if (lacks(other, name)) return name;
  }
  for (const std::string& name : other) {
    if (lacks(one, name)) return name;
  }
  return *std::ranges::mismatch(one, other).in1;
}

void refuse_strangers(const NamedForecaster& a, const NamedForecaster& b) {
  const ForestSetting &one = forest_of(a).setting(), &other = forest_of(b).setting();
  const auto refuse = [&](const std::string& fault) {
    throw ConfigError(fmt::format("\"{}\" and \"{}\" cannot be united: {}", a.name, b.name, fault));
  };
  if (one.owner != other.owner) refuse(fmt::format("one is {}, the other {}", one.owner, other.owner));
  if (one.features != other.features) {
    refuse(fmt::format("feature \"{}\" is not the same in both; fit them with the same columns and roles",
                       first_difference(one.features, other.features)));
  }
  if (one.horizon.steps != other.horizon.steps) {
    refuse(fmt::format("one was fitted for {} steps, the other for {}", one.horizon.steps, other.horizon.steps));
  }
  if (one.horizon.spans != other.horizon.spans) refuse("they were fitted for other spans");
}

/// Whether both turn a series into the same row and mean the same by a target.
bool learnt_alike(const ForestPart& one, const ForestPart& other) {
  Artifact facts[2];
  ArtifactWriter first(facts[0]), second(facts[1]);
  save_pooled_facts(one.facts, first);
  save_pooled_facts(other.facts, second);
  return one.base == other.base && one.fill.medians() == other.fill.medians() && one.forest.speaks_like(other.forest) &&
         facts[0].integers == facts[1].integers && facts[0].texts == facts[1].texts;
}

void add(std::vector<ForestPart>& parts, const ForestPart& more) {
  const auto like = std::ranges::find_if(parts, [&](const ForestPart& part) { return learnt_alike(part, more); });
  if (like == parts.end()) {
    parts.push_back(more);
  } else {
    like->forest.append(more.forest);
  }
}

}  // namespace

std::unique_ptr<Forecaster> unite_forests(std::vector<NamedForecaster> forests) {
  if (forests.empty()) throw ConfigError("no forest to unite; name the directories of two models");
  std::vector<ForestPart> parts;
  for (NamedForecaster& named : forests) {
    refuse_strangers(forests.front(), named);
    for (const ForestPart& part : forest_of(named).parts()) add(parts, part);
    if (&named != &forests.front()) named.forecaster.reset();
  }
  ForestSetting setting = forest_of(forests.front()).setting();
  setting.insight = {};
  return std::make_unique<ForestForecaster>(std::move(setting), std::move(parts));
}

}  // namespace demandcast
