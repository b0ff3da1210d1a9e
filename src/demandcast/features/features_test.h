// A weekly panel of one or more series for tests of features.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

/// Weeks from period 100 on; NaN = missing.
inline Panel weekly_panel(std::vector<std::vector<float>> targets, std::vector<Channel> channels = {},
                          std::vector<StaticColumn> statics = {}) {
  std::vector<SeriesInput> series;
  for (std::vector<float>& target : targets) {
    std::vector<CellState> states;
    for (const float y : target) states.push_back(std::isnan(y) ? CellState::kMissing : CellState::kObserved);
    series.push_back({"series-" + std::to_string(series.size()), 100, std::move(target), std::move(states)});
  }
  return {Frequency::parse("W-FRI"), std::move(series), std::move(channels), std::move(statics)};
}

/// One row for each series, from period 100 on.
inline Channel weekly_channel(std::string name, ChannelRole role, const std::vector<std::vector<float>>& rows) {
  Channel channel;
  channel.name = std::move(name);
  channel.role = role;
  for (const std::vector<float>& row : rows) {
    channel.first_period.push_back(100);
    channel.values.insert(channel.values.end(), row.begin(), row.end());
    channel.offsets.push_back(static_cast<std::int64_t>(channel.values.size()));
  }
  return channel;
}

}  // namespace demandcast
