// How fast the columns unique_id, ds, y of a Parquet file are read as a table and as a panel, on one thread.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <cmath>
#include <iostream>

#include "demandcast/data/read_panel.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

/// What was read, in numbers that another reader can be held against.
struct Content {
  std::size_t series = 0, given = 0;
  double sum = 0;

  void add(double y) {
    if (std::isnan(y)) return;
    ++given;
    sum += y;
  }
  void tell(benchmark::State& state) const {
    state.counters["series"] = static_cast<double>(series);
    state.counters["given"] = static_cast<double>(given);
    state.counters["sum"] = sum;
  }
};

void table_of_file(benchmark::State& state, const std::string& file) {
  const std::vector<std::string> columns{"unique_id", "ds", "y"}, ids{"unique_id"};
  Table table;
  for (auto _ : state) table = read_table(file, columns, ids);
  Content content;
  content.series = std::get<TextColumn>(table.columns[0].values).dictionary.size();
  for (const double y : std::get<NumberColumn>(table.columns[2].values).values) content.add(y);
  content.tell(state);
}

void panel_of_file(benchmark::State& state, const std::string& file) {
  DataSource source;
  source.path = file;
  source.negative = NegativePolicy::kKeep;
  ReadResult read;
  for (auto _ : state) read = read_panel(source);
  if (!read.panel) return state.SkipWithError(read.report.error_text().c_str());
  Content content;
  content.series = read.panel->series_count();
  for (std::size_t i = 0; i < read.panel->series_count(); ++i) {
    for (const float y : read.panel->target(i)) content.add(y);
  }
  content.tell(state);
}

}  // namespace
}  // namespace demandcast

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::cerr << "usage: parquet_read_bench FILE [--benchmark_...]\n";
    return 2;
  }
  const std::string file = argv[1];
  benchmark::RegisterBenchmark("read_table", demandcast::table_of_file, file)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("read_panel", demandcast::panel_of_file, file)->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
