// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/panel_dates.h"

#include <algorithm>

namespace demandcast {

std::string first_date(const Panel& panel) {
  if (panel.series_count() == 0) return "";
  Period first = panel.first_period(0);
  for (std::size_t i = 1; i < panel.series_count(); ++i) first = std::min(first, panel.first_period(i));
  return panel.frequency().format(first);
}

std::vector<std::string> cutoff_dates(std::span<const PanelView> views) {
  std::vector<std::string> dates;
  for (const PanelView& view : views) {
    Period newest = view.origin(0);
    for (std::size_t i = 1; i < view.series_count(); ++i) newest = std::max(newest, view.origin(i));
    dates.push_back(view.frequency().format(newest));
  }
  return dates;
}

}  // namespace demandcast
