// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/left_out.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

/// Groups, then features: all names that can be left out.
std::vector<std::string> names_of(const FeatureSet& set) {
  std::vector<std::string> groups, features;
  for (const FeatureInfo& info : set.infos()) {
    if (std::ranges::find(groups, info.group) == groups.end()) groups.push_back(info.group);
    features.push_back(info.name);
  }
  groups.insert(groups.end(), features.begin(), features.end());
  return groups;
}

}  // namespace

LeftOut::LeftOut(const std::string& owner, std::string_view names, const FeatureSet& set) {
  const std::vector<std::string> parts = comma_parts(names);
  if (parts.empty()) return;
  const auto& infos = set.infos();
  left_out_.resize(infos.size());
  for (const std::string& part : parts) {
    bool found = false;
    for (std::size_t f = 0; f < infos.size(); ++f) {
      if (infos[f].name != part && infos[f].group != part) continue;
      found = left_out_[f] = true;
    }
    if (found) continue;
    throw ConfigError(
        fmt::format("[{}] option without: {}", owner, unknown_name_message("feature or group", part, names_of(set))));
  }
  if (std::ranges::find(left_out_, false) == left_out_.end()) {
    throw ConfigError(fmt::format("[{}] option without: \"{}\" leaves no feature to learn from", owner, names));
  }
}

}  // namespace demandcast
