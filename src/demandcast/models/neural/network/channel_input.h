// One value of a channel among the inputs of a network.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "demandcast/models/neural/network/network_facts.h"

namespace demandcast::neural {

/// The value standardised, held within 8, and whether it was given; zeros where it was not.
struct ChannelInput {
  static constexpr std::size_t kWidth = 2;
  FeatureScale scale;
  void write(double value, std::span<float> inputs) const {
    inputs[0] = inputs[1] = 0;
    if (std::isnan(value)) return;
    inputs[0] = static_cast<float>(std::clamp((value - scale.mean) / scale.deviation, -8.0, 8.0));
    inputs[1] = 1;
  }
};

/// Of `count` channels whose features start at `feature`: FeatureSet::Starts::plan or past.
inline std::vector<ChannelInput> channel_inputs(const NetworkFacts& facts, std::uint32_t feature, std::size_t count) {
  constexpr std::uint32_t kOfAChannel = 3;  // features that a channel has in a row, the first of them its value
  std::vector<ChannelInput> inputs;
  for (std::size_t c = 0; c < count; ++c, feature += kOfAChannel) inputs.push_back({facts.scales[feature]});
  return inputs;
}

}  // namespace demandcast::neural
