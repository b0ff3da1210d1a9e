// Counts windows back from the end of the data, for all series together or for each on its own.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/rolling_origins.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

void validate(const RollingOriginOptions& options) {
  if (options.horizon < 1) throw ConfigError(fmt::format("the horizon is {}; wanted at least 1", options.horizon));
  if (options.windows < 1) throw ConfigError(fmt::format("windows is {}; wanted at least 1", options.windows));
  if (options.step < 0) throw ConfigError(fmt::format("step is {}; wanted 1 or more, or 0 = horizon", options.step));
}

/// Periods between an origin and the end of the data, `age` windows before the last one.
Period distance_from_end(const RollingOriginOptions& options, int age) {
  const Period step = options.step == 0 ? options.horizon : options.step;
  return options.horizon + age * step;
}

std::vector<Period> last_periods(const Panel& panel, CutoffMode mode) {
  std::vector<Period> last(panel.series_count(), panel.last_period());
  if (mode == CutoffMode::kCalendar) return last;
  for (std::size_t i = 0; i < last.size(); ++i) last[i] = panel.last_period(i);
  return last;
}

/// Periods from the earliest cell to the end of the data, over the series for which that is longest.
Period longest_history(const Panel& panel, const std::vector<Period>& last) {
  Period longest = 0;
  for (std::size_t i = 0; i < last.size(); ++i) {
    if (!panel.target(i).empty()) longest = std::max(longest, last[i] - panel.first_period(i) + 1);
  }
  return longest;
}

void require_history(Period have, const RollingOriginOptions& options) {
  const Period wanted = distance_from_end(options, options.windows - 1) + 1;
  if (have >= wanted) return;
  throw DataError(
      fmt::format("the data are too short for {} window{} of {} period{}: the longest history has {} "
                  "periods, wanted at least {}; ask for fewer windows, a smaller step or a shorter horizon",
                  options.windows, options.windows == 1 ? "" : "s", options.horizon, options.horizon == 1 ? "" : "s",
                  have, wanted));
}

PanelView view_at(const Panel& panel, std::vector<Period> last, Period distance, CutoffMode mode) {
  if (mode == CutoffMode::kCalendar) return {panel, panel.last_period() - distance};
  for (Period& period : last) period -= distance;
  return {panel, std::move(last)};
}

}  // namespace

std::vector<PanelView> rolling_origins(const Panel& panel, const RollingOriginOptions& options) {
  validate(options);
  const std::vector<Period> last = last_periods(panel, options.mode);
  require_history(longest_history(panel, last), options);
  std::vector<PanelView> views;
  for (int age = options.windows - 1; age >= 0; --age) {
    views.push_back(view_at(panel, last, distance_from_end(options, age), options.mode));
  }
  return views;
}

}  // namespace demandcast
