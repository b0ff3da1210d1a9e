// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/forest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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
  std::vector<std::int64_t> node_counts, leaf_counts, sizes;
  std::vector<std::uint64_t> nodes;
  std::vector<TargetCode> codes;
  for (const Tree& tree : trees_) {
    node_counts.push_back(static_cast<std::int64_t>(tree.nodes.size()));
    leaf_counts.push_back(std::ssize(tree.offsets) - 1);
    nodes.insert(nodes.end(), tree.nodes.begin(), tree.nodes.end());
    codes.insert(codes.end(), tree.codes.begin(), tree.codes.end());
    for (std::size_t leaf = 0; leaf + 1 < tree.offsets.size(); ++leaf) {
      sizes.push_back(tree.offsets[leaf + 1] - tree.offsets[leaf]);
    }
  }
  writer.integers("tree_nodes", std::move(node_counts));
  writer.integers("tree_leaves", std::move(leaf_counts));
  writer.words("nodes", std::move(nodes));
  writer.integers("leaf_sizes", std::move(sizes));
  writer.codes("leaf_targets", std::move(codes));
}

namespace {

/// Cuts the arrays of all trees into those of each, which share them.
class TreeCutter {
 public:
  explicit TreeCutter(const ArtifactReader& reader)
      : nodes_(reader.words("nodes")), sizes_(reader.integers("leaf_sizes")), codes_(reader.codes("leaf_targets")) {}

  Tree next(std::int64_t node_count, std::int64_t leaf_count) {
    if (node_count < 1 || static_cast<std::size_t>(node_count) > nodes_.size() - node_) refuse();
    if (leaf_count < 1 || static_cast<std::size_t>(leaf_count) > sizes_.size() - leaf_) refuse();
    Tree tree;
    tree.nodes = nodes_.part(node_, static_cast<std::size_t>(node_count));
    tree.offsets.push_back(0);
    for (std::int64_t i = 0; i < leaf_count; ++i, ++leaf_) {
      const auto left = static_cast<std::int64_t>(codes_.size() - code_ - tree.offsets.back());
      if (sizes_[leaf_] < 1 || sizes_[leaf_] > left) refuse();
      tree.offsets.push_back(tree.offsets.back() + static_cast<std::uint32_t>(sizes_[leaf_]));
    }
    tree.codes = codes_.part(code_, tree.offsets.back());
    node_ += tree.nodes.size();
    code_ += tree.codes.size();
    return tree;
  }
  bool at_end() const { return node_ == nodes_.size() && leaf_ == sizes_.size() && code_ == codes_.size(); }
  [[noreturn]] static void refuse() {
    throw FormatError("[forest] the trees' arrays do not fit each other; fit the model again");
  }

 private:
  const SharedArray<std::uint64_t>& nodes_;
  const std::vector<std::int64_t>& sizes_;
  const SharedArray<TargetCode>& codes_;
  std::size_t node_ = 0, leaf_ = 0, code_ = 0;
};

}  // namespace

Forest Forest::load(const ArtifactReader& reader) {
  Forest forest;
  forest.edges_ = BinEdges(reader.integers("bin_offsets"), reader.floats("bin_edges"));
  forest.grid_ = TargetGrid(reader.floats("target_grid"));
  const auto &node_counts = reader.integers("tree_nodes"), &leaf_counts = reader.integers("tree_leaves");
  if (node_counts.size() != leaf_counts.size() || node_counts.empty()) TreeCutter::refuse();
  TreeCutter cutter(reader);
  for (std::size_t t = 0; t < node_counts.size(); ++t) {
    forest.trees_.push_back(cutter.next(node_counts[t], leaf_counts[t]));
    forest.trees_.back().check(forest.edges_.feature_count(), forest.grid_.size());
  }
  if (!cutter.at_end()) TreeCutter::refuse();
  return forest;
}

LeafMixture::LeafMixture(const Forest& forest)
    : forest_(forest),
      readings_(2 * forest.edges().feature_count()),
      leaves_(forest.tree_count()),
      distribution_(forest.grid()) {
  for (std::uint32_t feature = 0; feature < forest.edges().feature_count(); ++feature) take_away(feature);
}

void LeafMixture::ask(const FeatureRow& row) {
  read(row);
  const std::size_t trees = forest_.tree_count();
  for (std::size_t first = 0; first < trees; first += kTogether) descend(first, std::min(kTogether, trees - first));
  distribution_.clear();
  const double weight = 1 / static_cast<double>(trees);
  for (std::size_t t = 0; t < trees; ++t) distribution_.add(forest_.tree(t).targets(leaves_[t]), weight);
}

void LeafMixture::take_away(std::uint32_t feature) {
  readings_[2 * feature] = kBeyondAll;
  readings_[2 * feature + 1] = kAbsentBin;
}

void LeafMixture::read(const FeatureRow& row) {
  const std::vector<FeatureEntry>& now = row.entries();
  const std::size_t both = std::min(now.size(), last_.size());
  const auto as_before = [&](std::size_t i) { return i < both && now[i] == last_[i]; };
  for (std::size_t i = 0; i < last_.size(); ++i) {
    if (!as_before(i)) take_away(last_[i].feature);
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (as_before(i)) continue;
    const Bin bin = forest_.edges().bin(now[i].feature, now[i].value);
    readings_[2 * now[i].feature] = readings_[2 * now[i].feature + 1] = bin;
  }
  last_.assign(now.begin(), now.end());
}

void LeafMixture::descend(std::size_t first, std::size_t count) {
  std::array<const std::uint64_t*, kTogether> nodes;
  std::array<std::uint64_t, kTogether> at;
  for (std::size_t i = 0; i < kTogether; ++i) {  // where there are fewer, the last of them again
    nodes[i] = forest_.tree(first + std::min(i, count - 1)).nodes.data();
    at[i] = nodes[i][0];
  }
  const Bin* const readings = readings_.data();
  for (std::uint64_t all = 0; !Tree::is_leaf(all);) {
    all = ~std::uint64_t{0};
    for (std::size_t i = 0; i < kTogether; ++i) {  // without branches: which way a row goes cannot be guessed
      const std::uint64_t node = at[i];
      const std::uint64_t inner = (node >> 63) - 1;  // all bits, none of a leaf
      const std::uint64_t right = readings[Tree::reading(node)] > Tree::split_bin(node);
      at[i] = (nodes[i][(Tree::next(node) + right) & inner] & inner) | (node & ~inner);
      all &= at[i];
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    leaves_[first + i] = Tree::next(at[i]);
    __builtin_prefetch(forest_.tree(first + i).targets(leaves_[first + i]).data());
  }
}

}  // namespace demandcast
