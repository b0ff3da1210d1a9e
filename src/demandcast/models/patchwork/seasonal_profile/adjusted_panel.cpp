// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/adjusted_panel.h"

#include "demandcast/core/parallel.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

SeriesInput adjusted_series(const SeriesView& series, std::span<const double> index) {
  const auto y = series.target();
  const auto states = series.states();
  const auto told = series.availability();
  SeriesInput input{series.id(), series.first_period(), {}, {states.begin(), states.end()}, {told.begin(), told.end()}};
  for (std::size_t t = 0; t < y.size(); ++t) {
    const std::size_t position = year_position(series.frequency(), series.first_period() + static_cast<Period>(t));
    input.target.push_back(static_cast<float>(static_cast<double>(y[t]) / index[position]));
  }
  return input;
}

}  // namespace

AdjustedPanel adjusted_panel(const PanelView& view, const PooledProfile& profile, const RunContext& context) {
  AdjustedPanel adjusted;
  std::vector<SeriesInput> series(view.series_count());
  adjusted.indices.resize(view.series_count());
  parallel_for(view.series_count(), context, [&](std::size_t i) {
    adjusted.indices[i] = profile.index_of(view, i);
    series[i] = adjusted_series(view.series(i), adjusted.indices[i]);
  });
  for (std::size_t i = 0; i < view.series_count(); ++i) adjusted.origins.push_back(view.origin(i));
  adjusted.panel = Panel(view.frequency(), std::move(series), view.channels(), view.statics());
  return adjusted;
}

}  // namespace demandcast
