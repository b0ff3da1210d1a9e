// What a split costs as the features that a row could have grow and those that it has do not.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <numeric>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/models/forest/trees/criterion.h"
#include "demandcast/models/forest/trees/grow_tree.h"
#include "demandcast/models/forest/trees/split_search.h"

namespace demandcast {
namespace {

constexpr std::size_t kRows = 20'000;
constexpr std::uint32_t kPresent = 10;

/// Rows of ten features each, drawn from `features` possible ones.
TrainingRows rows_of(std::uint32_t features) {
  RandomStream random(1, 1);
  std::vector<FeatureRow> rows(kRows);
  std::vector<std::vector<float>> values(features);
  std::vector<float> targets;
  for (FeatureRow& row : rows) {
    for (std::uint32_t i = 0; i < kPresent; ++i) {  // one of each tenth, so that they rise
      const std::uint32_t tenth = features / kPresent;
      const auto feature = i * tenth + static_cast<std::uint32_t>(random.below(tenth));
      row.add(feature, random.uniform());
      values[feature].push_back(row.entries().back().value);
    }
    targets.push_back(static_cast<float>(random.exponential()));
  }
  TrainingRows training;
  training.edges = BinEdges::of_quantiles(std::move(values), 16);
  training.grid = TargetGrid::of(targets);
  training.rows = BinnedRows(features, {});
  for (std::size_t i = 0; i < kRows; ++i) {
    training.rows.add(training.edges, rows[i]);
    training.targets.push_back(training.grid.code(targets[i]));
  }
  return training;
}

/// One node of all rows, every feature tried; an item is a present entry.
template <class Criterion>
void split(benchmark::State& state) {
  const TrainingRows training = rows_of(static_cast<std::uint32_t>(state.range(0)));
  SplitSearch<Criterion> search(training.rows, training.edges, Criterion(training.grid, training.targets), 20);
  std::vector<std::uint32_t> node(kRows);
  std::iota(node.begin(), node.end(), 0U);
  for (auto _ : state) benchmark::DoNotOptimize(search.best(node, FeatureLottery(1.0, 1)));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows * kPresent));
}
BENCHMARK(split<VarianceCriterion>)->Arg(10)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(split<QuantileCriterion>)->Arg(10)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demandcast

BENCHMARK_MAIN();
