// Totals beside the series in one table of forecasts, and apart again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/totals.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/forecast/forecaster.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// The totals that a configuration asks for; none where it asks for none. Throws ConfigError for a grouping that is no
/// category, and where a series has the id of a total.
Totals totals_of(const RunConfig& config, const Panel& panel);

/// Appends the rows of every total, drawn by `forecaster` together with the `forecast` of its members. Throws
/// ConfigError when the forecaster draws no sample paths.
void append_totals(ForecastTable& table, const Forecaster& forecaster, const QuantileForecast& forecast,
                   const PanelView& view, const Totals& totals, const std::string& label, const RunContext& context);

/// The rows of totals, and those of everything else.
struct PartedTable {
  ForecastTable series, totals;
};
PartedTable part_totals(const ForecastTable& table, const Totals& totals);

}  // namespace demandcast
