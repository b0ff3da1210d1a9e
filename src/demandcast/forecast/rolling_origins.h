// The origins of a backtest: windows that end with the data, each a horizon of truth after its origin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// Calendar: one date for all series, the same news for all. Per series: counted from each series' own last period.
enum class CutoffMode { kCalendar, kPerSeries };

struct RollingOriginOptions {
  int horizon = 1;  ///< periods of truth after each origin
  int windows = 1;  ///< at least 1
  int step = 0;     ///< periods between origins; 0 = the horizon
  CutoffMode mode = CutoffMode::kCalendar;
};

/// One view per window, oldest first; the last one's truth ends with the data. Throws DataError when the panel is too
/// short for the windows (no series has a cell at or before the first origin), ConfigError for options out of range.
std::vector<PanelView> rolling_origins(const Panel& panel, const RollingOriginOptions& options);

/// The same for a part of a catalogue whose last period is `newest`; whether the history suffices is not asked.
std::vector<PanelView> rolling_origins(const Panel& part, const RollingOriginOptions& options, Period newest);

/// Throws DataError when `longest`, the periods of the longest history, are too few for the windows; ConfigError for
/// options out of range.
void require_history(Period longest, const RollingOriginOptions& options);

}  // namespace demandcast
