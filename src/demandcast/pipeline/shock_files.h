// The files of `demandcast shocks`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/pipeline/shocks.h"

namespace demandcast {

/// Writes shocks.html, shocks.csv (a row per kind, model and moment) and twins.parquet (demand without a shock, and
/// with each kind) to config.output; returns their paths.
std::vector<std::string> write_shocks(const RunConfig& config, const ShocksResult& result, const ShockTwins& twins,
                                      const std::vector<Panel>& panels);

}  // namespace demandcast
