// How many sample paths a second: marginals and dependence learnt from a synthetic catalogue, and their sums.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/bench_catalogue.h"
#include "demandcast/forecast/span_forecast.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

constexpr int kSteps = 13, kPaths = 1000;

std::unique_ptr<Forecaster> path_forecaster(const Panel& panel) {
  const ModelRegistry registry = builtin_models();
  const auto estimator = make_estimator(parse_composition("seasonal_naive+paths", registry), registry, {});
  return estimator->fit(SingleShard(PanelView(panel, panel.last_period())), Horizon::of(kSteps), {});
}

/// One series after another; an item is a path of 13 periods.
void sample_paths(benchmark::State& state) {
  const Panel panel = read_panel_or_throw(BenchCatalogue(500, ".parquet").source());
  const auto forecaster = path_forecaster(panel);
  const PanelView view(panel, panel.last_period());
  const auto sampler = forecaster->path_sampler(view, kSteps, kPaths, {});
  std::vector<float> paths(static_cast<std::size_t>(kSteps) * kPaths);
  std::size_t series = 0;
  for (auto _ : state) {
    sampler->sample(series++ % view.series_count(), paths);
    benchmark::DoNotOptimize(paths.data());
  }
  state.SetItemsProcessed(state.iterations() * kPaths);
}
BENCHMARK(sample_paths);

/// The same with the quantiles of the sum over four periods.
void span_quantiles(benchmark::State& state) {
  const Panel panel = read_panel_or_throw(BenchCatalogue(500, ".parquet").source());
  const auto forecaster = path_forecaster(panel);
  const PanelView view(panel, panel.last_period());
  const auto sampler = forecaster->path_sampler(view, kSteps, kPaths, {});
  Horizon horizon = Horizon::of(kSteps);
  horizon.spans = {{0, 4}};
  QuantileForecast forecast(view, horizon);
  for (auto _ : state) fill_spans(*sampler, forecast, {});
  state.SetItemsProcessed(state.iterations() * kPaths * static_cast<std::int64_t>(view.series_count()));
}
BENCHMARK(span_quantiles)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demandcast
