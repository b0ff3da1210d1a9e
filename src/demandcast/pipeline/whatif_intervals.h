// How certain the difference between a scenario and the plan is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/forecaster.h"
#include "demandcast/report/whatif_report.h"

namespace demandcast {

/// Writes the 0.1 and 0.9 quantiles of demand under `changed` less demand under `base`, summed over series, by step and
/// over all of them, from `count` sample paths of both that draw the same numbers. O(series * steps * count).
void add_intervals(const Forecaster& model, const PanelView& base, const PanelView& changed, int steps, int count,
                   const RunContext& context, WhatIfReport& effects);

}  // namespace demandcast
