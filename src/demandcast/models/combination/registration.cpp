// Registers the combination: how it is made of the models that its options name, and how it is loaded.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/combination/combination.h"

namespace demandcast {
namespace {

void check_member(const std::string& member, const ModelRegistry& registry) {
  if (member.find('=') != member.npos) {
    throw ConfigError(fmt::format("\"{}\" has a name of its own, which members do not need", member));
  }
  const Composition composition = parse_composition(member, registry);
  if (registry.find(composition.parts.front()).members.make) {
    throw ConfigError(fmt::format("\"{}\" is made of models of its own; name those", member));
  }
}

std::vector<std::string> members_named(const OptionValues& values, const ModelRegistry& registry) {
  std::vector<std::string> members = comma_parts(read_options<CombinationOptions>(kCombination, values).members);
  try {
    if (members.empty()) throw ConfigError("no model is named; give some, like ets,theta");
    for (const std::string& member : members) {
      check_member(member, registry);
      if (std::ranges::count(members, member) > 1) {
        throw ConfigError(fmt::format("\"{}\" is named twice; name each model once", member));
      }
    }
  } catch (const ConfigError& error) {
    throw ConfigError(fmt::format("[{}] members: {}", kCombination, error.what()));
  }
  return members;
}

std::unique_ptr<Estimator> make(const OptionValues& values, const ModelRegistry& registry,
                                const ModelOptions& options) {
  std::vector<CombinationMember<Estimator>> members;
  for (const std::string& member : members_named(values, registry)) {
    members.push_back({member, make_estimator(parse_composition(member, registry), registry, options)});
  }
  return std::make_unique<CombinationEstimator>(read_options<CombinationOptions>(kCombination, values),
                                                std::move(members));
}

void check_saved(const std::vector<std::string>& names, const std::vector<double>& weights,
                 const ModelRegistry& registry) {
  const bool sound = !names.empty() && names.size() == weights.size() &&
                     std::ranges::all_of(weights, [](double w) { return std::isfinite(w) && w >= 0; }) &&
                     std::accumulate(weights.begin(), weights.end(), 0.0) > 0;
  if (!sound) throw FormatError("[combination] the saved weights make no sense; fit the model again");
  try {
    for (const std::string& name : names) check_member(name, registry);
  } catch (const ConfigError& error) {
    throw FormatError(fmt::format("[combination] {}; fit the model again", error.what()));
  }
}

std::unique_ptr<Forecaster> load(const OptionValues&, const ArtifactReader& reader, const ModelRegistry& registry,
                                 const ModelOptions& options) {
  const auto& names = reader.texts("members");
  const auto& weights = reader.numbers("weights");
  check_saved(names, weights, registry);
  std::vector<CombinationMember<Forecaster>> members;
  for (const std::string& name : names) {
    members.push_back({name, load_forecaster(parse_composition(name, registry), registry, options,
                                             reader.part(member_part(members.size())))});
  }
  return std::make_unique<CombinationForecaster>(weights, std::move(members));
}

}  // namespace

void register_combination(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kCombination;
  entry.summary = "the mean of several models' forecasts, level by level, with equal or learned weights";
  entry.source = "Bates & Granger 1969, The combination of forecasts; weights: Caruana et al. 2004";
  entry.options = list_options<CombinationOptions>();
  entry.members = {members_named, make, load};
  registry.add(std::move(entry));
}

}  // namespace demandcast
