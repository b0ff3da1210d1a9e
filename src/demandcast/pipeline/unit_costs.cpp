// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/unit_costs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demandcast {

bool judges_money(const RunConfig& config) { return !config.items.path.empty() || !config.items.defaults.empty(); }

std::vector<UnitCosts> unit_costs_of(const RunConfig& config, const std::vector<std::string>& ids, const Panel& panel) {
  if (!judges_money(config)) return {};
  std::vector<std::string> known;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!panel.find(ids[i])) continue;
    known.push_back(ids[i]);
    places.push_back(i);
  }
  const std::vector<Period> origins(known.size(), panel.last_period());
  const ItemCatalogue catalogue = read_items(config.items, {known, panel.frequency(), origins});
  std::vector<UnitCosts> costs(ids.size(), {1, 1});
  for (std::size_t i = 0; i < places.size(); ++i) {
    ItemEconomics item = catalogue.items[i];
    item.review_period = 1;
    costs[places[i]] = {item.surplus_cost(), item.shortage_cost()};
  }
  return costs;
}

void CriticalRatios::add(const ScoredTable& table) {
  const std::vector<double>& levels = table.forecasts.levels;
  if (table.unit_costs.empty() || levels.empty()) return;
  std::vector<bool> seen(table.unit_costs.size());
  for (std::size_t row = 0; row < table.actual.size(); ++row) {
    const auto series = static_cast<std::size_t>(table.forecasts.series[row]);
    if (std::isnan(table.actual[row]) || seen[series]) continue;
    seen[series] = true;
    const double ratio = table.unit_costs[series].critical_ratio();
    if (ratio >= levels.front() && ratio <= levels.back()) continue;
    ++beyond;
    lowest = std::min(lowest, ratio);
    highest = std::max(highest, ratio);
  }
}

std::string CriticalRatios::note(const std::vector<double>& levels) const {
  if (beyond == 0) return "";
  return fmt::format(
      "The critical ratio of {} series ({:.3g} to {:.3g}) lies beyond the levels forecast ({:g} to {:g}): their cost "
      "is "
      "that of the outermost quantile; forecast further levels (-q) for the right one.",
      beyond, lowest, highest, levels.front(), levels.back());
}

}  // namespace demandcast
