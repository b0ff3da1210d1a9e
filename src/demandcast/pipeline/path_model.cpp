// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/path_model.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/forecast/model_directory.h"

namespace demandcast {
namespace {

/// Throws when orders reach beyond `horizon`.
void check_reach(int horizon, bool learned, const ItemCatalogue& catalogue, const std::vector<std::string>& ids) {
  int needed = 0;
  std::size_t beyond = 0, first = ids.size();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const int steps = steps_needed(catalogue.items[i]);
    needed = std::max(needed, steps);
    if (steps <= horizon) continue;
    if (beyond++ == 0) first = i;
  }
  if (beyond == 0) return;
  const ItemEconomics& item = catalogue.items[first];
  throw ConfigError(fmt::format(
      "the lead time and review period of {} series (\"{}\": {} + {} periods) reach beyond the horizon of {}; "
      "a horizon of {} is needed: {}",
      beyond, ids[first], item.lead_time.longest(), item.cover(), horizon, needed,
      learned ? fmt::format("fit the model anew with -H {}", needed) : fmt::format("-H {}, or none at all", needed)));
}

int furthest(const ItemCatalogue& catalogue) {
  int steps = 0;
  for (const ItemEconomics& item : catalogue.items) steps = std::max(steps, steps_wanted(item));
  return steps;
}

}  // namespace

int path_steps(const ItemCatalogue& catalogue, int horizon, OrderRule rule) {
  return rule == OrderRule::kSS ? horizon : std::min(horizon, furthest(catalogue));
}

RunConfig config_for_items(const RunConfig& given, const ItemCatalogue& catalogue,
                           const std::vector<std::string>& ids) {
  RunConfig config = given;
  const bool learned = is_model_directory(config.models.front());
  if (learned && config.horizon == 0) config.horizon = load_model(config.models.front()).manifest.horizon.steps;
  if (config.horizon == 0) config.horizon = furthest(catalogue);
  check_reach(config.horizon, learned, catalogue, ids);
  config.spans = {{0, config.horizon}};
  return config;
}

AskedModel learn_path_model(const RunConfig& config, const PanelView& view, const ModelRegistry& registry,
                            const RunContext& context) {
  AskedModel model = learn_or_load(config, view, registry, context);
  if (model.forecaster->samples_paths()) return model;
  throw ConfigError(
      fmt::format("[{0}] draws no sample paths, which orders are made from; name it {0}+paths", model.label));
}

ItemSeries item_series(const PanelView& view, const std::vector<std::string>& ids) {
  ItemSeries series{ids, view.frequency(), {}};
  for (std::size_t i = 0; i < view.series_count(); ++i) series.origins.push_back(view.origin(i));
  return series;
}

}  // namespace demandcast
