// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/channel_features.h"

#include <algorithm>

namespace demandcast {
namespace {

int memory(const FeatureSpans& spans) { return std::max(spans.year, spans.level); }

}  // namespace

void declare_channel_features(const Channel& channel, std::vector<FeatureInfo>& infos) {
  const bool plan = channel.role == ChannelRole::kKnownFuture;
  const auto add = [&](const char* name, const char* formula) {
    infos.push_back({channel.name + "." + name, plan ? "plan" : "past", formula,
                     plan ? FeatureTime::kTarget : FeatureTime::kOrigin});
  };
  if (plan) {
    add("planned", "value in the target's periods");
    add("ratio", "planned / mean of the past year");
    add("change", "planned - value at the origin");
  } else {
    add("newest", "value at the origin");
    add("short_change", "short mean / long mean");
    add("long_change", "long mean / mean of the past year");
  }
}

void plan_features(const ChannelValues& values, const FeatureSpans& spans, Period origin, const Span& target,
                   FeatureSink& sink) {
  const double planned = values.mean(origin + target.lead + 1, origin + target.lead + target.length);
  sink(planned);
  sink(planned / values.mean(origin - memory(spans) + 1, origin));
  sink(planned - values.at(origin));
}

void past_features(const ChannelValues& values, const FeatureSpans& spans, Period origin, FeatureSink& sink) {
  const double calm = values.mean(origin - spans.long_level + 1, origin);
  sink(values.at(origin));
  sink(values.mean(origin - spans.short_level + 1, origin) / calm);
  sink(calm / values.mean(origin - memory(spans) + 1, origin));
}

}  // namespace demandcast
