// How fast a file of sales becomes a panel: rows and bytes a second.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include "bench/bench_catalogue.h"

namespace demandcast {
namespace {

void read_sales(benchmark::State& state, const std::string& ending) {
  const BenchCatalogue catalogue(static_cast<int>(state.range(0)), ending);
  for (auto _ : state) {
    const ReadResult read = read_panel(catalogue.source());
    if (!read.panel || read.panel->series_count() != static_cast<std::size_t>(state.range(0))) {
      state.SkipWithError("the file was not read");
      break;
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(catalogue.rows()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(catalogue.bytes()));
}

BENCHMARK_CAPTURE(read_sales, parquet, ".parquet")->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(read_sales, csv, ".csv")->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace demandcast
