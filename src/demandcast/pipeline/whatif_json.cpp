// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>

#include "demandcast/pipeline/whatif.h"

namespace demandcast {

std::string to_json(const WhatIfResult& result) {
  using Json = nlohmann::ordered_json;
  const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
  const WhatIfReport& effects = result.effects;
  Json columns = Json::array(), steps = Json::array();
  for (const ChangedColumn& column : result.columns) {
    columns.push_back({{"column", column.name},
                       {"series", column.series},
                       {"cells", column.cells},
                       {"series_beyond_seen", column.beyond},
                       {"cells_without_plan", column.without_plan}});
  }
  for (std::size_t step = 0; step < effects.base.size(); ++step) {
    Json one = {{"date", effects.dates[step]}, {"base", effects.base[step]}, {"scenario", effects.changed[step]}};
    if (!effects.low.empty()) {
      one["difference_low"] = effects.low[step];
      one["difference_high"] = effects.high[step];
    }
    steps.push_back(std::move(one));
  }
  Json json = {{"schema", "demandcast.whatif/1"},
               {"model", effects.model},
               {"scenario", effects.changes},
               {"series", effects.series_count},
               {"series_changed", effects.series_changed},
               {"columns", std::move(columns)},
               {"steps", std::move(steps)},
               {"difference_low", number(effects.total_low)},
               {"difference_high", number(effects.total_high)},
               {"warnings", effects.warnings},
               {"files", result.files}};
  const auto money = [](const WhatIfMoney& one) {
    return Json{{"revenue", one.revenue},
                {"margin", one.margin},
                {"ordered", one.ordered},
                {"expected_cost", one.expected_cost}};
  };
  if (effects.has_money) {
    json["money"] = {{"currency", effects.currency},
                     {"base", money(effects.base_money)},
                     {"scenario", money(effects.changed_money)}};
  }
  return json.dump(2);
}

}  // namespace demandcast
