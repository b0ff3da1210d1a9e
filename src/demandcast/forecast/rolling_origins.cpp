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

std::vector<Period> last_periods(const Panel& panel, CutoffMode mode, Period newest) {
  std::vector<Period> last(panel.series_count(), newest);
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

PanelView view_at(const Panel& panel, std::vector<Period> last, Period newest, Period distance, CutoffMode mode) {
  if (mode == CutoffMode::kCalendar) return {panel, newest - distance};
  for (Period& period : last) period -= distance;
  return {panel, std::move(last)};
}

}  // namespace

void require_history(Period longest, const RollingOriginOptions& options) {
  validate(options);
  const Period wanted = distance_from_end(options, options.windows - 1) + 1;
  if (longest >= wanted) return;
  throw DataError(
      fmt::format("the data are too short for {} window{} of {} period{}: the longest history has {} "
                  "periods, wanted at least {}; ask for fewer windows, a smaller step or a shorter horizon",
                  options.windows, options.windows == 1 ? "" : "s", options.horizon, options.horizon == 1 ? "" : "s",
                  longest, wanted));
}

std::vector<PanelView> rolling_origins(const Panel& part, const RollingOriginOptions& options, Period newest) {
  const std::vector<Period> last = last_periods(part, options.mode, newest);
  std::vector<PanelView> views;
  for (int age = options.windows - 1; age >= 0; --age) {
    views.push_back(view_at(part, last, newest, distance_from_end(options, age), options.mode));
  }
  return views;
}

std::vector<PanelView> rolling_origins(const Panel& panel, const RollingOriginOptions& options) {
  validate(options);
  const Period newest = panel.last_period();
  require_history(longest_history(panel, last_periods(panel, options.mode, newest)), options);
  return rolling_origins(panel, options, newest);
}

}  // namespace demandcast
