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

void Forest::save(ArtifactWriter& writer) const {
  writer.integers("bin_offsets", edges_.offsets());
  writer.floats("bin_edges", edges_.edges());
  writer.floats("target_grid", grid_.values());
  std::vector<std::int64_t> node_counts, leaf_counts;
  std::vector<std::int64_t> nodes;
  std::vector<std::int64_t> sizes;
  std::vector<TargetCode> codes;
  for (const Tree& tree : trees_) {
    node_counts.push_back(std::ssize(tree.nodes));
    leaf_counts.push_back(std::ssize(tree.offsets) - 1);
    for (const std::uint64_t node : tree.nodes) nodes.push_back(static_cast<std::int64_t>(node));
    codes.insert(codes.end(), tree.codes.begin(), tree.codes.end());
    for (std::size_t leaf = 0; leaf + 1 < tree.offsets.size(); ++leaf) {
      sizes.push_back(tree.offsets[leaf + 1] - tree.offsets[leaf]);
    }
  }
  writer.integers("tree_nodes", std::move(node_counts));
  writer.integers("tree_leaves", std::move(leaf_counts));
  writer.integers("nodes", std::move(nodes));
  writer.integers("leaf_sizes", std::move(sizes));
  writer.codes("leaf_targets", std::move(codes));
}

Forest Forest::load(const ArtifactReader& reader) {
  Forest forest;
  forest.edges_ = BinEdges(reader.integers("bin_offsets"), reader.floats("bin_edges"));
  forest.grid_ = TargetGrid(reader.floats("target_grid"));
  const auto &node_counts = reader.integers("tree_nodes"), &leaf_counts = reader.integers("tree_leaves");
  const auto& nodes = reader.integers("nodes");
  const auto& sizes = reader.integers("leaf_sizes");
  const auto& codes = reader.codes("leaf_targets");
  const auto refuse = [] {
    throw FormatError("[forest] the trees' arrays do not fit each other; fit the model again");
  };
  if (node_counts.size() != leaf_counts.size()) refuse();
  std::size_t node = 0, leaf = 0, code = 0;
  for (std::size_t t = 0; t < node_counts.size(); ++t) {
    Tree tree;
    if (node_counts[t] < 1 || static_cast<std::size_t>(node_counts[t]) > nodes.size() - node) refuse();
    if (leaf_counts[t] < 1 || static_cast<std::size_t>(leaf_counts[t]) > sizes.size() - leaf) refuse();
    for (std::int64_t i = 0; i < node_counts[t]; ++i) tree.nodes.push_back(static_cast<std::uint64_t>(nodes[node++]));
    tree.offsets.push_back(0);
    for (std::int64_t i = 0; i < leaf_counts[t]; ++i, ++leaf) {
      const std::int64_t left = std::ssize(codes) - static_cast<std::int64_t>(code + tree.offsets.back());
      if (sizes[leaf] < 1 || sizes[leaf] > left) refuse();
      tree.offsets.push_back(tree.offsets.back() + static_cast<std::uint32_t>(sizes[leaf]));
    }
    tree.codes.assign(codes.begin() + static_cast<std::ptrdiff_t>(code),
                      codes.begin() + static_cast<std::ptrdiff_t>(code + tree.offsets.back()));
    code += tree.offsets.back();
    tree.check(forest.edges_.feature_count(), forest.grid_.size());
    forest.trees_.push_back(std::move(tree));
  }
  if (node != nodes.size() || leaf != sizes.size() || code != codes.size() || forest.trees_.empty()) refuse();
  return forest;
}

LeafMixture::LeafMixture(const Forest& forest)
    : forest_(forest), bins_(forest.edges().feature_count(), kAbsentBin), distribution_(forest.grid()) {}

void LeafMixture::ask(const FeatureRow& row) {
  for (const FeatureEntry& entry : row.entries()) {
    bins_[entry.feature] = forest_.edges().bin(entry.feature, entry.value);
  }
  distribution_.clear();
  const double weight = 1 / static_cast<double>(forest_.tree_count());
  for (std::size_t t = 0; t < forest_.tree_count(); ++t) {
    const Tree& tree = forest_.tree(t);
    distribution_.add(tree.targets(tree.leaf_of(bins_)), weight);
  }
  for (const FeatureEntry& entry : row.entries()) bins_[entry.feature] = kAbsentBin;
}

}  // namespace demandcast
