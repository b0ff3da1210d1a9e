// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/learn_similarity.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

namespace demandcast {
namespace {

constexpr double kWorthwhile = 0.999;
constexpr std::array kWeights{0.0, 1.0, 2.0, 4.0};
constexpr std::array kSpreads{2.0, 4.0, 8.0, 16.0, 64.0};
constexpr std::array kNoises{0.1, 0.3, 1.0};
constexpr std::array kMemories{1.0, 0.9, 0.75};
constexpr int kRounds = 2;

using Loss = std::function<double()>;

/// Tries every value in `number`'s place and leaves the best there, if it is clearly better than what was there.
template <std::size_t N>
void improve(double& number, const std::array<double, N>& values, double& least, const Loss& loss) {
  double best = number;
  for (const double value : values) {
    if (value == best) continue;
    number = value;
    const double here = loss();
    if (here < kWorthwhile * least) {
      least = here;
      best = value;
    }
  }
  number = best;
}

void learn_kernel(const PastLaunches& past, Similarity& learnt, const RunContext& context) {
  constexpr std::array<Period, 1> kAtLaunch{0};
  const Loss loss = [&] { return past.loss(learnt.kernel, learnt.law, kAtLaunch, context); };
  double least = loss();
  for (int round = 0; round < kRounds; ++round) {
    for (double& weight : learnt.kernel.weights) improve(weight, kWeights, least, loss);
  }
}

void learn_law(const PastLaunches& past, Similarity& learnt, Period young, const RunContext& context) {
  const std::array<Period, 3> ages{0, std::max<Period>(1, young / 6), std::max<Period>(2, young / 2)};
  const Loss loss = [&] { return past.loss(learnt.kernel, learnt.law, ages, context); };
  double least = loss();
  for (int round = 0; round < kRounds; ++round) {
    improve(learnt.law.spread, kSpreads, least, loss);
    improve(learnt.law.noise, kNoises, least, loss);
    improve(learnt.law.memory, kMemories, least, loss);
  }
}

}  // namespace

Similarity equal_similarity(std::size_t traits) {
  return {{std::vector<double>(traits, 1.0), std::numeric_limits<double>::max()}, {}};
}

Similarity learnt_similarity(const PastLaunches& past, std::size_t traits, bool learn_weights, Period young,
                             const RunContext& context) {
  Similarity learnt = equal_similarity(traits);
  if (past.count() < kFewestPast) return learnt;
  context.progress->start("launch_analogues: what makes launches alike", 2);
  if (learn_weights) learn_kernel(past, learnt, context);
  context.progress->advance(1);
  learn_law(past, learnt, young, context);
  context.progress->advance(1);
  context.progress->finish();
  learnt.kernel.farthest = std::ranges::max(past.nearest_distances(learnt.kernel));
  return learnt;
}

}  // namespace demandcast
