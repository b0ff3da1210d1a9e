// How a network stands in the registry: known to all, made by libdemandcast_neural.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/forecast/model_registry.h"

namespace demandcast {

/// An entry whose `make` and `load` open libdemandcast_neural (ConfigError where it is absent, see neural_library).
template <class Options>
ModelEntry network_entry(std::string name, std::string summary, std::string source);

/// The same with the options already listed.
ModelEntry network_entry(std::string name, std::string summary, std::string source, std::vector<OptionField> options);

template <class Options>
ModelEntry network_entry(std::string name, std::string summary, std::string source) {
  return network_entry(std::move(name), std::move(summary), std::move(source), list_options<Options>());
}

}  // namespace demandcast
