// What the features of one series take from all series together, learnt by a fit.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/features/group_seasons.h"
#include "demandcast/features/static_features.h"

namespace demandcast {

struct PooledFacts {
  CategoryOrder order;
  GroupSeasons seasons;
};

}  // namespace demandcast
