// How fast classical models learn and forecast a catalogue, on one thread: series a second.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include "bench/bench_catalogue.h"
#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

void fit_and_forecast(benchmark::State& state, const std::string& model) {
  const BenchCatalogue catalogue(static_cast<int>(state.range(0)), ".parquet");
  const Panel panel = read_panel_or_throw(catalogue.source());
  const PanelView newest(panel, panel.last_period());
  const ModelRegistry models = builtin_models();
  const auto recipe = make_estimator(parse_composition(model, models), models, {});
  const Horizon horizon = Horizon::of(13);
  std::size_t fallbacks = 0;
  for (auto _ : state) {
    const auto learned = recipe->fit(SingleShard(newest), horizon, {});
    fallbacks = forecast_one(*learned, newest, horizon, {}).fallback_count();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["fallbacks"] = static_cast<double>(fallbacks);  // a fast fallback must not pass for a fast model
}

void one_catalogue(benchmark::internal::Benchmark* bench) {
  bench->Arg(200)->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK_CAPTURE(fit_and_forecast, seasonal_naive, "seasonal_naive")->Apply(one_catalogue);
BENCHMARK_CAPTURE(fit_and_forecast, croston, "croston")->Apply(one_catalogue);
BENCHMARK_CAPTURE(fit_and_forecast, theta, "theta")->Apply(one_catalogue);
BENCHMARK_CAPTURE(fit_and_forecast, ets, "ets")->Apply(one_catalogue);

}  // namespace
}  // namespace demandcast
