// How long a policy's epoch takes, every product through a year of weeks and back, and what the network's products
// alone take of it. SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "demandcast/core/parallel.h"
#include "demandcast/core/random.h"
#include "demandcast/policy/episode_block.h"

namespace demandcast {
namespace {

constexpr int kWeeks = 52;
constexpr std::size_t kHidden = 32, kFeatures = 14;

/// Weekly demand of a catalogue, lead times of one to three weeks.
class Catalogue final : public EpisodeSource {
 public:
  Catalogue() {
    item_.price = 3;
    item_.cost = 2;
    item_.holding_cost = 0.02;
    item_.lead_time = LeadTime::of_weights({0, 1, 2, 1});
  }
  PolicyInputs inputs() const override { return {.pipeline = 3, .ages = 0, .features = kFeatures}; }
  void fill(std::uint64_t draw, Episode& episode) const override {
    RandomStream stream(7, draw);
    episode.item = &item_;
    episode.start_stock = 24;
    const CurveKnots curve = base_stock_curve(24);
    for (std::size_t t = 0; t < episode.demand.size(); ++t) {
      episode.levels[t] = 24;
      episode.reorder_points[t] = kAlwaysReorder;
      episode.units[t] = 5;
      episode.bounds[t] = 36;
      episode.demand[t] = 10 * stream.uniform();
      episode.lead_times[t] = 1 + static_cast<int>(stream.below(3));
      std::copy(curve.begin(), curve.end(), episode.curves.begin() + static_cast<std::ptrdiff_t>(t * kCurveKnots));
      for (std::size_t f = 0; f < kFeatures; ++f) {
        episode.features[t * kFeatures + f] = static_cast<float>(0.1 * static_cast<double>((t + f) % 7));
      }
    }
  }

 private:
  ItemEconomics item_;
};

std::vector<float> some_parameters(const NetworkShape& shape) {
  RandomStream stream(3, 1);
  std::vector<float> parameters(shape.parameters());
  for (float& value : parameters) value = static_cast<float>(0.05 * stream.normal());
  return parameters;
}

RunContext two_threads() {
  RunContext context;
  context.threads = 2;
  return context;
}

/// Multiplications and additions of a product and week: forwards, back to inputs, and of the gradient.
double operations(const NetworkShape& shape) {
  const double weights =
      static_cast<double>(shape.hidden * (shape.inputs + shape.hidden) + shape.hidden + shape.inputs);
  return 3 * 2 * weights;
}

void count(benchmark::State& state, const NetworkShape& shape) {
  const double cells = static_cast<double>(state.iterations() * state.range(0)) * kWeeks;
  state.SetItemsProcessed(state.iterations() * state.range(0) * kWeeks);
  state.counters["operations"] = benchmark::Counter(cells * operations(shape), benchmark::Counter::kIsRate);
}

/// Every product loaded, run through its weeks, and back to the gradient.
void policy_epoch(benchmark::State& state) {
  const Catalogue source;
  const NetworkShape shape{source.inputs().count(), kHidden};
  const PolicyNetwork<float> network(shape, some_parameters(shape));
  const InputScale scale = InputScale::plain(shape.inputs);
  const RunContext context = two_threads();
  constexpr std::size_t kWorkers = 2;
  std::vector<EpisodeBlock<float>> blocks(kWorkers, EpisodeBlock<float>(source.inputs(), {0, kWeeks, 0}, kHidden));
  std::vector<std::vector<float>> gradients(kWorkers, std::vector<float>(shape.parameters()));
  const auto products = static_cast<std::size_t>(state.range(0)), each = products / kWorkers;
  for (auto _ : state) {
    parallel_for(kWorkers, context, [&](std::size_t w) {
      for (std::size_t first = w * each; first < (w + 1) * each; first += kLanes) {
        blocks[w].load(source, first, (w + 1) * each);
        benchmark::DoNotOptimize(blocks[w].run(network, scale, OrderGrain::kSettled));
        blocks[w].backward(network, scale, gradients[w]);
      }
    });
  }
  count(state, shape);
}
BENCHMARK(policy_epoch)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The network's products of such an epoch, and nothing else.
void policy_epoch_products(benchmark::State& state) {
  const NetworkShape shape{Catalogue().inputs().count(), kHidden};
  const PolicyNetwork<float> network(shape, some_parameters(shape));
  const RunContext context = two_threads();
  constexpr std::size_t kWorkers = 2;
  const std::size_t rows = shape.rows() * kLanes, deltas = 2 * kHidden * kLanes;
  const std::size_t blocks = static_cast<std::size_t>(state.range(0)) / kWorkers / kLanes;
  for (auto _ : state) {
    parallel_for(kWorkers, context, [&](std::size_t) {
      std::vector<float> tape(kWeeks * rows, 0.1F), by_hidden(kWeeks * deltas), y(kWeeks * kLanes, 1.0F),
          by_inputs(shape.inputs * kLanes), gradient(shape.parameters());
      for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t t = 0; t < kWeeks; ++t) network.forward(tape.data() + t * rows, y.data() + t * kLanes);
        for (std::size_t t = kWeeks; t-- > 0;) {
          network.backward(tape.data() + t * rows, y.data() + t * kLanes, by_hidden.data() + t * deltas,
                           by_inputs.data());
        }
        network.add_gradient({tape, by_hidden, y, kWeeks}, gradient);
      }
      benchmark::DoNotOptimize(gradient.data());
    });
  }
  count(state, shape);
}
BENCHMARK(policy_epoch_products)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace demandcast

BENCHMARK_MAIN();
