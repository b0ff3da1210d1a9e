// Dates of panels and views as text.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// The date of the first period of any series; empty for a panel without series.
std::string first_date(const Panel& panel);

/// The newest origin of each view.
std::vector<std::string> cutoff_dates(std::span<const PanelView> views);

}  // namespace demandcast
