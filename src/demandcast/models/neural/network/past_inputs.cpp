// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/past_inputs.h"

#include <algorithm>
#include <cmath>

namespace demandcast::neural {
namespace {

constexpr int kOfDemand = 6;
constexpr double kHighest = 10, kHighestLogged = 1000, kFarthest = 8, kFarthestLevel = 1.5;

float held(double value, const FeatureScale& scale, double farthest) {
  return static_cast<float>(std::clamp((value - scale.mean) / scale.deviation, -farthest, farthest));
}

}  // namespace

PastInputs::PastInputs(const SeriesFeatures& series, const FeatureSet& set, const NetworkFacts& facts,
                       const CalendarInputs& calendar)
    : series_(&series), facts_(&facts), calendar_(&calendar) {
  level_ = facts.scales[set.starts().demand];
  age_ = facts.scales[set.starts().demand + 1];
  const auto add = [&](const std::vector<ChannelValues>& channels, std::uint32_t feature) {
    const std::vector<ChannelInput> inputs = channel_inputs(facts, feature, channels.size());
    for (std::size_t c = 0; c < channels.size(); ++c) channels_.push_back({&channels[c], inputs[c]});
  };
  add(series.plans(), set.starts().plan);
  add(series.past(), set.starts().past);
}

int PastInputs::width(const std::vector<Channel>& channels, const CalendarInputs& calendar) {
  return kOfDemand + 2 * static_cast<int>(channels.size()) + calendar.width();
}

void PastInputs::write(Period period, bool calendar, std::span<float> inputs) const {
  std::ranges::fill(inputs, 0.0F);
  const DemandHistory& history = series_->history();
  std::size_t next = kOfDemand;
  if (period >= history.first()) {
    const double level = series_->level(period), y = history.at(period), age = history.age(period);
    if (!std::isnan(y)) {
      const double in_levels = std::max(0.0, y / level);
      inputs[kInLevels] = static_cast<float>(std::min(kHighest, in_levels));
      inputs[1] = static_cast<float>(std::log1p(std::min(kHighestLogged, in_levels)));
      inputs[kKnown] = 1;
      inputs[3] = y == 0 ? 1.0F : 0.0F;
    }
    inputs[4] = held(std::log(level / facts_->unit), level_, kFarthestLevel);
    if (!std::isnan(age)) inputs[5] = held(std::log1p(age), age_, kFarthest);
    for (const OneChannel& channel : channels_) {
      channel.input.write(channel.values->at(period), inputs.subspan(next, ChannelInput::kWidth));
      next += ChannelInput::kWidth;
    }
  }
  if (calendar) std::ranges::copy(calendar_->at(period), inputs.end() - calendar_->width());
}

}  // namespace demandcast::neural
