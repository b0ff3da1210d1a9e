// evaluate against a store: forecasts and series part by part.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/run_context.h"
#include "demandcast/pipeline/evaluated.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// What run_evaluate does, for a store: the same groups, numbers equal up to the rounding of sums; bands
/// are drawn as if the series of the file came in order of their ids. The file of
/// forecasts is read once and put aside on disk by series; held are a part of it, the largest shard, and a few numbers
/// for every (series, cutoff) and model. Throws as run_evaluate does, DataError also for levels that differ between
/// series, and ConfigError where that does not fit into config.memory.
Evaluated evaluate_store(const RunConfig& config, const std::string& forecasts, const RunContext& context);

}  // namespace demandcast
