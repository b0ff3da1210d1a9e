// Learnt effects of prices and promotions in the words and units of a report.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/patchwork/price_elasticity/price_effects.h"
#include "demandcast/report/elasticity_report.h"

namespace demandcast {

/// Fills catalogue, categories and series of `report`. `steps` are the periods after the origins whose plans are
/// compared with what was seen. O(cells).
void fill_effect_lines(const PriceEffects& effects, const PanelView& view, int steps, const RunContext& context,
                       ElasticityReport& report);

}  // namespace demandcast
