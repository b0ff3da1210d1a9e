// What the same season of the past says of a target: candidate values in units of the level.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/horizon.h"
#include "demandcast/features/demand_history.h"
#include "demandcast/features/feature_info.h"
#include "demandcast/features/feature_spans.h"

namespace demandcast {

/// The newest period at or before the origin that is whole seasons before `period`.
Period season_before(Period period, Period origin, Period season);

void declare_season_features(const FeatureSpans& spans, std::vector<FeatureInfo>& infos);
/// The means, over the target's periods, of demand a year (two years) before, as it was and raised by how far the long
/// level moved in that year (r, held in 1/4 .. 4; 1 where unknown), and of the same place of the cycle before. Absent
/// where a period of the past is not known. `level` above 0; nothing after the origin is read.
void season_features(const DemandHistory& history, const FeatureSpans& spans, Period origin, const Span& target,
                     double level, FeatureSink& sink);

}  // namespace demandcast
