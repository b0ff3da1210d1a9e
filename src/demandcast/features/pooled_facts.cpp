// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/pooled_facts.h"

#include "demandcast/features/series_pass.h"

namespace demandcast {

GroupSeasons learn_seasons(const PanelStream& training, const FeatureSpans& spans, std::string_view task,
                           const RunContext& context) {
  struct Ratios {
    Period first = 0;
    std::vector<std::int64_t> values;
  };
  GroupSeasons seasons;
  if (spans.year == 0) return seasons;
  pass_over_series<Ratios>(
      training, task, context,
      [&](const PanelView& view, std::size_t i, Ratios& ratios) {
        const DemandHistory history(view.series(i));
        ratios = {history.first(), GroupSeasons::ratios_of(history, spans)};
      },
      [&](const PanelView& view, std::size_t i, const Ratios& ratios) {
        seasons.add(GroupSeasons::kCatalogue, ratios.first, ratios.values);
        for_each_category(view, i, [&](const std::string& column, const std::string& category) {
          seasons.add(group_name(column, category), ratios.first, ratios.values);
        });
      });
  return seasons;
}

}  // namespace demandcast
