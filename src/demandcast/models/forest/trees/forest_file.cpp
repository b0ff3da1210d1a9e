// How a forest lies in a saved model: the arrays of all trees, one after another.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/error.h"
#include "demandcast/models/forest/trees/forest.h"

namespace demandcast {
namespace {

constexpr const char *kEdgeOffsets = "bin_offsets", *kEdges = "bin_edges", *kGrid = "target_grid",
                     *kNodeCounts = "tree_nodes", *kNodes = "packed_nodes", *kLeafSizes = "leaf_sizes",
                     *kLeafTargets = "leaf_targets";

/// Cuts the arrays of all trees into those of each, which share them.
class TreeCutter {
 public:
  explicit TreeCutter(const ArtifactReader& reader)
      : nodes_(reader.words(kNodes)), sizes_(reader.integers(kLeafSizes)), codes_(reader.codes(kLeafTargets)) {}

  Tree next(std::int64_t node_count) {
    if (node_count < 1 || static_cast<std::size_t>(node_count) > nodes_.size() - node_) refuse();
    Tree tree;
    tree.nodes = nodes_.part(node_, static_cast<std::size_t>(node_count));
    tree.offsets.reserve(tree.nodes.size() + 1);
    tree.offsets.push_back(0);
    for (const std::uint64_t node : tree.nodes) {
      tree.offsets.push_back(tree.offsets.back() + (Tree::is_leaf(node) ? next_size(tree.offsets.back()) : 0));
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
  /// Of the next leaf of a tree that has taken `taken` codes.
  std::uint32_t next_size(std::uint32_t taken) {
    if (leaf_ == sizes_.size()) refuse();
    const std::int64_t size = sizes_[leaf_++];
    if (size < 1 || size > static_cast<std::int64_t>(codes_.size() - code_ - taken)) refuse();
    return static_cast<std::uint32_t>(size);
  }

  const SharedArray<std::uint64_t>& nodes_;
  const std::vector<std::int64_t>& sizes_;
  const SharedArray<TargetCode>& codes_;
  std::size_t node_ = 0, leaf_ = 0, code_ = 0;
};

}  // namespace

void Forest::save(ArtifactWriter& writer) const {
  writer.integers(kEdgeOffsets, edges_.offsets());
  writer.floats(kEdges, edges_.edges());
  writer.floats(kGrid, grid_.values());
  std::vector<std::int64_t> node_counts, sizes;
  std::vector<std::uint64_t> nodes;
  std::vector<TargetCode> codes;
  for (const Tree& tree : trees_) {
    node_counts.push_back(static_cast<std::int64_t>(tree.nodes.size()));
    nodes.insert(nodes.end(), tree.nodes.begin(), tree.nodes.end());
    codes.insert(codes.end(), tree.codes.begin(), tree.codes.end());
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
      if (Tree::is_leaf(tree.nodes[i])) sizes.push_back(std::ssize(tree.targets(i)));
    }
  }
  writer.integers(kNodeCounts, std::move(node_counts));
  writer.words(kNodes, std::move(nodes));
  writer.integers(kLeafSizes, std::move(sizes));
  writer.codes(kLeafTargets, std::move(codes));
}

Forest Forest::load(const ArtifactReader& reader) {
  Forest forest;
  forest.edges_ = BinEdges(reader.integers(kEdgeOffsets), reader.floats(kEdges));
  forest.grid_ = TargetGrid(reader.floats(kGrid));
  TreeCutter cutter(reader);
  for (const std::int64_t node_count : reader.integers(kNodeCounts)) {
    forest.trees_.push_back(cutter.next(node_count));
    forest.trees_.back().check(forest.edges_.feature_count(), forest.grid_.size());
  }
  if (forest.trees_.empty() || !cutter.at_end()) TreeCutter::refuse();
  return forest;
}

}  // namespace demandcast
