// A learned model that draws sample paths as far ahead as orders reach.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "demandcast/buying/order_rules.h"
#include "demandcast/buying/read_items.h"
#include "demandcast/pipeline/fit.h"

namespace demandcast {

/// The configuration with the horizon that `catalogue` wants, or the one given, and with what makes models draw paths.
/// Throws ConfigError when the horizon given, or that of a model directory, is shorter than lead times and review
/// periods need: how long it must be, and for which series.
RunConfig config_for_items(const RunConfig& config, const ItemCatalogue& catalogue,
                           const std::vector<std::string>& ids);

/// Steps of paths that orders of `catalogue` read: as far as they reach, or the whole horizon for rules that look
/// beyond (s_s). A model may have learnt for longer.
int path_steps(const ItemCatalogue& catalogue, int horizon, OrderRule rule);

/// Learns config.models.front() on the view, or loads it. Throws ConfigError for a model that draws no paths.
AskedModel learn_path_model(const RunConfig& config, const PanelView& view, const ModelRegistry& registry,
                            const RunContext& context);

/// Whose items are wanted of a view.
ItemSeries item_series(const PanelView& view, const std::vector<std::string>& ids);

}  // namespace demandcast
