// unite: forests that were learnt by different processes, as one model.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/forecast/model_directory.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// Unites the model directories (unite_forests) and writes the model to config.output. Models of the same data are put
/// in the order of their tree numbers, so that the result is the directory, byte by byte, that one process would have
/// written. Options are the first one's, with the trees of all; the manifest tells the newest date and all series.
/// Throws ConfigError where fewer than two are given, where they do not belong together (model, frequency, columns,
/// horizon, levels, options but trees and first_tree), and where two have trees of the same numbers, seed and data;
/// FormatError as load_model does.
ModelManifest run_unite(const std::vector<std::string>& directories, const RunConfig& config,
                        const ModelRegistry& registry);

}  // namespace demandcast
