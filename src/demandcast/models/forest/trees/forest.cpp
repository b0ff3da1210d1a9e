// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/forest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/hashed.h"
#include "demandcast/core/parallel.h"

namespace demandcast {
namespace {

std::uint64_t tree_key(const ForestOptions& options, std::uint64_t seed, std::size_t tree) {
  return hashed(hashed(seed) + static_cast<std::uint64_t>(options.first_tree) + tree);
}

/// Poisson of mean 1, by inversion.
int poisson_of(std::uint64_t hashed_key) {
  constexpr int kMost = 12;  // beyond it less than 1e-10
  double chance = std::exp(-1.0), below = chance;
  int times = 0;
  while (times < kMost && !hit(hashed_key, below)) {
    chance /= ++times;
    below += chance;
  }
  return times;
}

std::vector<std::uint32_t> sample_of(const TrainingRows& training, const ForestOptions& options, std::uint64_t seed,
                                     std::size_t tree) {
  std::vector<std::uint32_t> sample;
  for (std::uint32_t row = 0; row < training.targets.size(); ++row) {
    const int times = Forest::times_drawn(options, seed, tree, training.blocks[row]);
    sample.insert(sample.end(), static_cast<std::size_t>(times), row);
  }
  if (sample.empty()) {  // a handful of series: all of them
    for (std::uint32_t row = 0; row < training.targets.size(); ++row) sample.push_back(row);
  }
  return sample;
}

}  // namespace

int Forest::times_drawn(const ForestOptions& options, std::uint64_t seed, std::size_t tree, std::uint64_t block) {
  const std::uint64_t key = hashed(tree_key(options, seed, tree) ^ block);
  if (options.bootstrap) return poisson_of(key);
  return hit(key, options.sample_fraction) ? 1 : 0;
}

Forest Forest::grow(const TrainingRows& training, const ForestOptions& options, const RunContext& context) {
  if (training.edges.feature_count() >= Tree::kMostFeatures) {
    throw ConfigError(fmt::format("[forest] {} features; a tree tells at most {} apart; give fewer columns",
                                  training.edges.feature_count(), Tree::kMostFeatures - 1));
  }
  Forest forest;
  forest.edges_ = training.edges;
  forest.grid_ = training.grid;
  forest.trees_.resize(static_cast<std::size_t>(options.trees));
  context.progress->start("forest: grow", forest.trees_.size(), "trees");
  parallel_for(forest.trees_.size(), context, [&](std::size_t tree) {
    forest.trees_[tree] = grow_tree(training, sample_of(training, options, context.seed, tree), options.tree,
                                    tree_key(options, context.seed, tree));
  });
  context.progress->finish();
  return forest;
}

}  // namespace demandcast
