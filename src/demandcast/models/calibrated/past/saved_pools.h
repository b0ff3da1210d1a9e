// Pools of series on their way to disk and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/past/series_pools.h"

namespace demandcast {

/// Writes "level_periods", "velocity_cuts", "pool_facts" and of each fact the categories and the plans,
/// "pool_categories_0", "pool_plans_0" and on.
void save_pools(const SeriesPools& pools, ArtifactWriter& writer);
/// Undoes save_pools, for the model `owner`. Throws FormatError where an array is missing or makes no sense.
SeriesPools load_pools(const ArtifactReader& reader, std::string_view owner);

/// The one number of an array, above 0. Throws FormatError that names `owner` for anything else.
std::int64_t load_positive(const ArtifactReader& reader, std::string_view name, std::string_view owner);

}  // namespace demandcast
