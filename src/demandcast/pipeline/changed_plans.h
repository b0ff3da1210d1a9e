// A panel whose plans are those of a scenario.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/data/table.h"
#include "demandcast/pipeline/run_config.h"
#include "demandcast/pipeline/scenario.h"

namespace demandcast {

/// What a scenario did to one planned column.
struct ChangedColumn {
  std::string name;
  std::size_t series = 0, cells = 0;  ///< of which a plan is another now
  std::size_t beyond = 0;        ///< series with a plan outside what its history, where demand was observed, has seen
  std::string beyond_example;    ///< "P1: 4.5, seen 5 to 9"
  std::size_t without_plan = 0;  ///< cells that a change met, but that hold no plan to be changed
};

struct ChangedPlans {
  Panel panel;
  std::vector<ChangedColumn> columns;  ///< in the order in which the scenario names them
};

/// The panel of `view` with the plans of the `steps` periods after each origin changed; everything else, the past above
/// all, is as it was. `id` and `time` are the names of these columns in conditions and tables ("item_id" and
/// "timestamp" are understood, too); a condition on a planned column reads what was planned before the scenario.
/// `price` is the column that has to stay above zero, "" = none. Throws ConfigError, in the words of the change: a
/// column that is not there or not known ahead, dates that touch the past, no series or no period that meets the
/// conditions, a price of zero or below; DataError for a replacement table with rows of unknown series, of the past, or
/// without a planned column. O(cells).
ChangedPlans change_plans(const PanelView& view, const Panel& panel, int steps, const Scenario& scenario,
                          const DataSource& names, const std::string& price);

}  // namespace demandcast
