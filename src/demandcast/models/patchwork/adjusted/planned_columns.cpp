// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/adjusted/planned_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {

std::vector<std::string> planned_names(const std::vector<Channel>& channels) {
  std::vector<std::string> names;
  for (const Channel& channel : channels) {
    if (channel.role == ChannelRole::kKnownFuture) names.push_back(channel.name);
  }
  return names;
}

void require_planned(std::string_view owner, const std::string& name, const std::vector<std::string>& planned) {
  if (std::ranges::count(planned, name) > 0) return;
  throw ConfigError(
      fmt::format("[{}] {}; name it with --known", owner, unknown_name_message("known-future column", name, planned)));
}

const Channel& planned_column(std::string_view owner, const std::string& name, const std::vector<Channel>& channels) {
  require_planned(owner, name, planned_names(channels));
  return *std::ranges::find(channels, name, &Channel::name);
}

std::string chosen_price(std::string_view owner, const std::string& option, const std::vector<std::string>& planned) {
  if (option == "none") return "";
  if (option == "auto") return std::ranges::count(planned, "price") > 0 ? "price" : "";
  require_planned(owner, option, planned);
  return option;
}

}  // namespace demandcast
