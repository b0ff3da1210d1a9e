// Sample paths of a classical model: each series simulated by its own equations.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "demandcast/data/panel_view.h"
#include "demandcast/models/classical/local/local_forecaster.h"

namespace demandcast {

/// Futures by LocalModel::simulate, not below zero, drawn when asked for: nothing is kept but what the view holds.
/// Series are independent of each other. A series that falls back draws every period by itself from the fallback's
/// quantiles. Outlived by the forecaster.
class LocalPaths final : public PathSampler {
 public:
  LocalPaths(const LocalForecaster& forecaster, const PanelView& view, int steps, int count, std::uint64_t seed)
      : PathSampler(steps, count), forecaster_(forecaster), view_(view), seed_(seed) {}
  void sample(std::size_t series, std::span<float> paths) const override;

 private:
  const LocalForecaster& forecaster_;
  PanelView view_;
  std::uint64_t seed_;
};

}  // namespace demandcast
