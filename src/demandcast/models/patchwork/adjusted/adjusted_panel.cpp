// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/adjusted/adjusted_panel.h"

#include "demandcast/core/parallel.h"

namespace demandcast {
namespace {

SeriesInput adjusted_series(const SeriesView& series, std::span<const double> factors) {
  const auto y = series.target();
  const auto states = series.states();
  const auto told = series.availability();
  SeriesInput input{series.id(), series.first_period(), {}, {states.begin(), states.end()}, {told.begin(), told.end()}};
  for (std::size_t t = 0; t < y.size(); ++t) {
    input.target.push_back(static_cast<float>(static_cast<double>(y[t]) / factors[t]));
  }
  return input;
}

}  // namespace

PanelView AdjustedPanel::view() const {
  const PanelView view(panel, origins);
  return newest_plans ? view.with_newest_plans() : view;
}

AdjustedPanel adjusted_panel(const PanelView& view, const DemandFactors& factors, int steps,
                             const RunContext& context) {
  AdjustedPanel adjusted;
  adjusted.newest_plans = view.sees_newest_plans();
  std::vector<SeriesInput> series(view.series_count());
  adjusted.ahead.resize(view.series_count());
  const auto bound = factors.bound_to(view, steps);
  const DemandFactors& asked = bound ? *bound : factors;
  RunContext quiet = context;  // a step between tasks, not one of them
  quiet.progress = &silent_progress();
  parallel_for(view.series_count(), quiet, [&](std::size_t i) {
    SeriesFactors of_series = asked.factors_of(view, i, steps);
    series[i] = adjusted_series(view.series(i), of_series.past);
    adjusted.ahead[i] = std::move(of_series.ahead);
  });
  for (std::size_t i = 0; i < view.series_count(); ++i) adjusted.origins.push_back(view.origin(i));
  adjusted.panel = Panel(view.frequency(), std::move(series), view.channels(), view.statics());
  return adjusted;
}

}  // namespace demandcast
