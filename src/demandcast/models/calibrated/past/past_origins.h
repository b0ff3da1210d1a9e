// Origins of the past, at which a forecaster is asked what it would have said, and what came true after them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// The newest lies a horizon before the training's origin, the others `step` apart before it.
struct PastOrigins {
  int windows = 1;
  int step = 1;
  int horizon = 1;
  /// Periods from the training's origin back to the oldest of these.
  int oldest() const { return horizon + (windows - 1) * step; }
  /// Periods from the training's origin back to origin number `window`, the newest first.
  int back(int window) const { return horizon + window * step; }
  /// How many horizons that do not overlap the windows cover together.
  double stretches() const { return 1 + static_cast<double>((windows - 1) * step) / horizon; }
};

/// At most `windows` origins, as many as leave half of the median history to a fit before them, at least one: a fit on
/// little data makes errors that the model itself would not. A `step` of 0 is a quarter of the horizon: neighbours
/// share most of their truth. O(series).
PastOrigins choose_past_origins(const PanelStream& training, std::int64_t windows, std::int64_t step, int horizon);

/// Observed periods over which a series' level is measured: a season, two horizons at least.
std::size_t level_periods(const PanelStream& training, int horizon);

/// [series of all shards] recent demand, as demand_level() gives it.
std::vector<double> recent_means(const PanelStream& training, std::size_t periods);

/// [step] demand after `origin` in a series that is known further; NaN where it is not observed.
std::vector<double> demand_after(const SeriesView& series, Period origin, int steps);
/// [step] what demand was at least, where it is censored; NaN elsewhere.
std::vector<double> bounds_after(const SeriesView& series, Period origin, int steps);

}  // namespace demandcast
