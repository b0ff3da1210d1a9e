// From a network's name and options to its design.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "demandcast/core/options.h"
#include "demandcast/models/neural/network/network_design.h"

namespace demandcast::neural {

/// Throws ConfigError when an option is wrong or the name is no network.
NetworkDesign design_of(std::string_view model, const OptionValues& options);

}  // namespace demandcast::neural
