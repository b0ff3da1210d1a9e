// Which steps of a forecast go together: by how high it stands, by when they fall due, by what is planned for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/calibrated/past/pool_fact.h"

namespace demandcast {

/// [step] Groups of a fact of steps, below fact.group_count(), for a forecast of these means from the view's origin,
/// plans as known there. `level` is the series' recent demand. Throws ConfigError for months of integer periods.
std::vector<std::size_t> step_groups(const PoolFact& fact, const PanelView& view, std::size_t series,
                                     std::span<const double> means, double level);

}  // namespace demandcast
