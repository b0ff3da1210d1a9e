// Forecasts as they would have been made at past origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/past/past_origins.h"

namespace demandcast {

/// One shard at one past origin: what was forecast from `then`, and what `now` knows since.
struct PastForecast {
  const PanelView& now;
  const PanelView& then;
  QuantileForecast forecast;  ///< at the levels asked for
  std::size_t first_series;   ///< of the shard, among the series of all shards
  int window;                 ///< 0 is the newest origin
};

/// Fits at past origins, ready to forecast from the windows after them. The origins are shared out among the fits, each
/// at the oldest origin of its share, so that no outcome was seen.
class PastForecasts {
 public:
  /// `fits` 0 is 4 where each series is learnt by itself, else 1. O(fits) fits. Does not own training or context.
  PastForecasts(const Estimator& inner, const PanelStream& training, const PastOrigins& origins, std::int64_t fits,
                std::vector<double> levels, const RunContext& context);
  /// Forecasts every window of every shard: O(windows) forecasts of every series.
  void visit(const std::function<void(PastForecast&)>& visit) const;
  const PastOrigins& origins() const { return origins_; }
  const PanelStream& training() const { return *training_; }

 private:
  int share_of(int window) const;

  const PanelStream* training_;
  const RunContext* context_;
  PastOrigins origins_;
  Horizon horizon_;
  std::vector<std::unique_ptr<Forecaster>> forecasters_;
};

}  // namespace demandcast
