// The columns of a panel that are known ahead, by name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

std::vector<std::string> planned_names(const std::vector<Channel>& channels);

/// Throws ConfigError, in the name of the model `owner`, where `name` is none of `planned`.
void require_planned(std::string_view owner, const std::string& name, const std::vector<std::string>& planned);

/// The planned column of that name. Throws ConfigError where it is not there.
const Channel& planned_column(std::string_view owner, const std::string& name, const std::vector<Channel>& channels);

/// The column of prices that an option means: "auto" = "price" where there is one, "none" = none (empty), else a name.
std::string chosen_price(std::string_view owner, const std::string& option, const std::vector<std::string>& planned);

}  // namespace demandcast
