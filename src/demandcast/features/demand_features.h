// Features of the demand itself, known at the origin and in units of the level, so that fast and slow products share
// them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/features/demand_history.h"
#include "demandcast/features/feature_info.h"
#include "demandcast/features/feature_spans.h"

namespace demandcast {

/// The level at an origin: mean demand of the last spans.level periods; of the whole history where that is zero; 0
/// where nothing was sold or known.
double demand_level(const DemandHistory& history, const FeatureSpans& spans, Period origin);

void declare_demand_features(const FeatureSpans& spans, std::vector<FeatureInfo>& infos);
/// `level` above 0.
void demand_features(const DemandHistory& history, const FeatureSpans& spans, Period origin, double level,
                     FeatureSink& sink);

}  // namespace demandcast
