// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/total_rows.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/forecast/total_forecast.h"
#include "demandcast/pipeline/forecast_rows.h"

namespace demandcast {

Totals totals_of(const RunConfig& config, const Panel& panel) {
  if (config.totals.empty()) return {};
  Totals totals = make_totals(panel, config.totals);
  for (const std::string& id : totals.panel.ids()) {
    if (!panel.find(id)) continue;
    throw ConfigError(fmt::format("--totals: a series has the id \"{}\" of a total; give the series another id", id));
  }
  return totals;
}

void append_totals(ForecastTable& table, const Forecaster& forecaster, const QuantileForecast& forecast,
                   const PanelView& view, const Totals& totals, const std::string& label, const RunContext& context) {
  if (totals.members.empty()) return;
  const auto sampler = forecaster.path_sampler(view, forecast.horizon().steps, kPathsForTotals, context);
  ForecastTable rows;
  rows.frequency = table.frequency;
  append_forecast(rows, total_forecast(*sampler, forecast, view, totals, context), totals.panel.ids(), label);
  append_rows(table, rows);
}

PartedTable part_totals(const ForecastTable& table, const Totals& totals) {
  std::vector<std::size_t> series, sums;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string& id = table.ids[static_cast<std::size_t>(table.series[row])];
    (totals.panel.find(id) ? sums : series).push_back(row);
  }
  return {select_rows(table, series), select_rows(table, sums)};
}

}  // namespace demandcast
