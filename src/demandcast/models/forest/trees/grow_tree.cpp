// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/grow_tree.h"

#include <algorithm>

#include "demandcast/models/forest/trees/criterion.h"
#include "demandcast/models/forest/trees/split_search.h"

namespace demandcast {
namespace {

/// A node that is still to be split or closed: rows begin .. end of the sample.
struct OpenNode {
  std::uint32_t node;
  std::size_t begin, end;
  int depth;
};

template <class Criterion>
class Grower {
 public:
  Grower(const TrainingRows& training, std::vector<std::uint32_t> sample, const TreeOptions& options, std::uint64_t key)
      : training_(training),
        sample_(std::move(sample)),
        options_(options),
        key_(key),
        search_(training.rows, training.edges, Criterion(training.grid, training.targets), options.min_leaf) {}

  Tree grow() {
    nodes_.push_back(0);
    open_.push_back({0, 0, sample_.size(), 0});
    while (!open_.empty()) {
      const OpenNode node = open_.back();
      open_.pop_back();
      if (!split(node)) close(node);
    }
    std::vector<std::uint32_t> offsets = keep_targets();
    return {SharedArray(std::move(nodes_)), std::move(offsets), SharedArray(std::move(codes_))};
  }

 private:
  bool split(const OpenNode& open) {
    const std::span<const std::uint32_t> rows{sample_.data() + open.begin, open.end - open.begin};
    if (open.depth >= options_.max_depth || rows.size() < 2 * static_cast<std::size_t>(options_.min_leaf)) return false;
    const std::uint64_t node_key = hashed(key_ + open.node);
    const auto rule = search_.best(rows, FeatureLottery(options_.feature_fraction, node_key));
    if (!rule) return false;
    const auto begin = sample_.begin() + static_cast<std::ptrdiff_t>(open.begin);
    const auto end = sample_.begin() + static_cast<std::ptrdiff_t>(open.end);
    const auto middle = std::stable_partition(
        begin, end, [&](std::uint32_t row) { return rule->goes_left(training_.rows.at(row, rule->feature)); });
    const auto cut = static_cast<std::size_t>(middle - sample_.begin());
    const auto left = static_cast<std::uint32_t>(nodes_.size());
    nodes_[open.node] = Tree::split_node(*rule, left);
    nodes_.resize(nodes_.size() + 2);
    open_.push_back({left + 1, cut, open.end, open.depth + 1});
    open_.push_back({left, open.begin, cut, open.depth + 1});
    return true;
  }

  void close(const OpenNode& open) {
    nodes_[open.node] = Tree::leaf_node(open.node);
    closed_.push_back(open);
  }

  /// Keeps the targets of all leaves; returns where those of each node begin, and where all end.
  std::vector<std::uint32_t> keep_targets() {
    std::ranges::sort(closed_, {}, &OpenNode::node);
    std::vector<std::uint32_t> offsets;
    for (const OpenNode& leaf : closed_) {
      offsets.resize(leaf.node + std::size_t{1}, static_cast<std::uint32_t>(codes_.size()));
      keep_targets(leaf);
    }
    offsets.push_back(static_cast<std::uint32_t>(codes_.size()));
    return offsets;
  }

  /// Keeps the targets of a leaf, or as many as options allow, evenly spaced in rank.
  void keep_targets(const OpenNode& leaf) {
    std::vector<TargetCode> all;
    for (std::size_t i = leaf.begin; i < leaf.end; ++i) all.push_back(training_.targets[sample_[i]]);
    std::ranges::sort(all);
    const std::size_t count = all.size();
    const std::size_t kept =
        options_.leaf_targets == 0 ? count : std::min(count, static_cast<std::size_t>(options_.leaf_targets));
    const std::size_t start = hashed(key_ + leaf.node) % count;
    for (std::size_t i = 0; i < kept; ++i) codes_.push_back(all[(i * count + start) / kept]);
  }

  const TrainingRows& training_;
  std::vector<std::uint32_t> sample_;
  const TreeOptions& options_;
  std::uint64_t key_;
  SplitSearch<Criterion> search_;
  std::vector<std::uint64_t> nodes_;
  std::vector<TargetCode> codes_;
  std::vector<OpenNode> open_, closed_;
};

}  // namespace

Tree grow_tree(const TrainingRows& training, std::vector<std::uint32_t> sample, const TreeOptions& options,
               std::uint64_t key) {
  if (options.criterion == SplitCriterion::kVariance) {
    return Grower<VarianceCriterion>(training, std::move(sample), options, key).grow();
  }
  return Grower<QuantileCriterion>(training, std::move(sample), options, key).grow();
}

}  // namespace demandcast
