// Where in the calendar a target lies.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/frequency.h"
#include "demandcast/data/horizon.h"
#include "demandcast/features/feature_info.h"

namespace demandcast {

/// None at the frequency of integers, which lie on no calendar.
void declare_calendar_features(const Frequency& frequency, std::vector<FeatureInfo>& infos);
/// Of the target's first period: place in the year, month, day of the month, weekday, hour (those that the frequency
/// has), and the distance in periods to each moving holiday nearer than half a season (a longer target: to its
/// middle).
void calendar_features(const Frequency& frequency, Period origin, const Span& target, FeatureSink& sink);

}  // namespace demandcast
