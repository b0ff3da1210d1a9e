// A panel with the plans of an earlier day.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/report/forecast_change.h"

namespace demandcast {

/// `panel`, all of whose plans for the periods up to `steps` after each origin of `then` are as they were known there,
/// those of the past included; later periods and everything else stay. Only channels with versions change. O(cells).
Panel plans_as_known(const Panel& panel, const PanelView& then, int steps);

/// `panel` with the plans of a table of ids, dates and planned columns laid over those of the `steps` periods after
/// each origin of `then`; empty cells and cells that the table does not have stay. Throws what change_plans throws.
Panel plans_of_table(const Panel& panel, const PanelView& then, int steps, const std::string& table,
                     const DataSource& names);

/// What was planned otherwise for one series in the periods from its first to `last`, of two views with one origin and
/// the same columns.
std::vector<PlanDifference> plan_differences(const SeriesView& then, const std::vector<Channel>& channels_then,
                                             const SeriesView& now, const std::vector<Channel>& channels_now,
                                             Period last);

}  // namespace demandcast
