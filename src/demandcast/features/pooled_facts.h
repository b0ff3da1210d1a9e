// What the features of one series take from all series together, learnt by a fit.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "demandcast/core/run_context.h"
#include "demandcast/features/group_seasons.h"
#include "demandcast/features/static_features.h"

namespace demandcast {

/// Levels of series of which nothing was sold yet.
struct LevelFloor {
  double least = 0;    ///< of a series that has a history; 0: such a series has no rows
  double unknown = 0;  ///< of a series without a known cell
};

struct PooledFacts {
  CategoryOrder order;
  GroupSeasons seasons;
  LevelFloor levels = {};
};

/// Sums the seasons of the catalogue and of every category over a stream, in one pass; the order of series does not
/// matter. `task` names the work in the progress.
GroupSeasons learn_seasons(const PanelStream& training, const FeatureSpans& spans, std::string_view task,
                           const RunContext& context);

}  // namespace demandcast
