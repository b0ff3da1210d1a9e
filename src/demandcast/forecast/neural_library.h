// Opens libdemandcast_neural, and with it LibTorch, when a network is asked for and not before.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "demandcast/forecast/neural_interface.h"

namespace demandcast {

/// Opens libdemandcast_neural.so beside libdemandcast, else beside the program or in its ../lib. The first call costs
/// about 0.3 s and 100 MB (LibTorch); later calls cost nothing; the library stays open until the process ends. Any
/// thread. Throws ConfigError, with the places that were looked at, when it is absent, and as `open_neural_library`
/// does.
const NeuralInterface& neural_library();

/// Whether `neural_library` would find a file to open.
bool neural_library_is_there();

/// Opens that file. Throws ConfigError when it cannot be opened (LibTorch missing, say), is not libdemandcast_neural,
/// or belongs to another version of demandcast.
const NeuralInterface& open_neural_library(const std::filesystem::path& file);

}  // namespace demandcast
