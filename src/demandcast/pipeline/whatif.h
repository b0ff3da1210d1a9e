// whatif: the forecast under changed plans beside the forecast under the plans as they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demandcast/buying/read_items.h"
#include "demandcast/data/table.h"
#include "demandcast/forecast/quantile_forecast.h"
#include "demandcast/pipeline/changed_plans.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/report/whatif_report.h"

namespace demandcast {

struct WhatIfConfig {
  RunConfig run;
  std::string scenario;                ///< file: .json holds transformations, else a table of plans; "" = none
  std::vector<std::string> set_price;  ///< changes of the price, in the form of parse_plan_change
  std::string price = "price";         ///< the column that these change, and that has to stay above zero
  ItemSource items;                    ///< neither path nor defaults: no orders, no money
  int paths = 500;                     ///< sample paths of each series, where the model draws them
};

struct WhatIfResult {
  ReadReport report;
  WhatIfReport effects;
  std::vector<ChangedColumn> columns;
  Table comparison;  ///< id, date, base_mean, mean, difference; base_COLUMN and COLUMN of every column changed;
                     ///< base_LEVEL and LEVEL of every level: a row per series and period
  std::vector<std::string> files;
};

/// Learns the model on the data as they are, or loads it, and forecasts twice from the same random numbers: under the
/// plans and under the scenario. Where the model draws sample paths, path p of both is one future, so that the interval
/// of the difference holds what the scenario does and not what the futures do; it takes the model's effects as certain.
/// With items, orders of both are decided as `buy` does, at the items' own prices; revenue and margin are those of
/// expected demand at the planned prices, or at the items' where none is planned. With an output, writes the
/// comparison, and beside it the page, of the same name with the ending .html. Throws what change_plans throws before
/// the model is learnt; ConfigError for a scenario that is not named.
WhatIfResult run_whatif(const WhatIfConfig& config, const ModelRegistry& registry, const RunContext& context);

std::string to_json(const WhatIfResult& result);  ///< demandcast.whatif/1

}  // namespace demandcast
