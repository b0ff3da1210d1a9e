// Demand under a scenario beside demand as planned, series by series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/table.h"
#include "demandcast/forecast/quantile_forecast.h"
#include "demandcast/pipeline/changed_plans.h"
#include "demandcast/report/whatif_report.h"

namespace demandcast {

/// [step] plans of a column after the series' origin; NaN where there is none, or no such column.
std::vector<double> plans_of(const PanelView& view, const std::string& column, std::size_t series, int steps);

/// Both forecasts, and both views. Owns none of them.
struct WhatIfComparison {
  const PanelView &base_view, &changed_view;
  const QuantileForecast &base, &changed;
  const std::vector<ChangedColumn>& columns;

  /// A row a series and step: `id`, `time`, both means and their difference, both plans, both quantiles.
  Table table(const std::string& id, const std::string& time) const;
  /// Demand by step, and of each series that differs, the largest difference first.
  void add_demand(WhatIfReport& effects) const;
};

}  // namespace demandcast
