// Features of what was planned for the target (prices, promotions) and of what was seen beside past demand (page
// views).
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/data/horizon.h"
#include "demandcast/features/channel_values.h"
#include "demandcast/features/feature_info.h"
#include "demandcast/features/feature_spans.h"

namespace demandcast {

/// Of a known-future channel: what is planned for the target; that / its mean over the past year; that - its value at
/// the origin. Of a past-only channel: newest value, its short mean / long mean, its long mean / a year's mean.
void declare_channel_features(const Channel& channel, std::vector<FeatureInfo>& infos);
void plan_features(const ChannelValues& values, const FeatureSpans& spans, Period origin, const Span& target,
                   FeatureSink& sink);
void past_features(const ChannelValues& values, const FeatureSpans& spans, Period origin, FeatureSink& sink);

}  // namespace demandcast
