// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/leaf_mixture.h"

#include <algorithm>
#include <array>

#include "demandcast/models/forest/trees/leaf_search.h"

namespace demandcast {
namespace {

constexpr std::size_t kGroups = 8;  // of rows that go down a tree before the next tree's turn
constexpr std::size_t kTogether = kGroups * RowReadings::kRows;
constexpr std::size_t kAhead = 8;  // leaves whose targets are on their way from memory

}  // namespace

LeafMixture::LeafMixture(const Forest& forest)
    : forest_(forest),
      readings_(kGroups, RowReadings(forest.edges())),
      distribution_(forest.grid(), forest.tree_count()) {}

void LeafMixture::ask(std::span<const FeatureRow> rows) {
  targets_.resize(rows.size() * forest_.tree_count());
  for (std::size_t first = 0; first < rows.size(); first += kTogether) {
    const std::size_t count = std::min(kTogether, rows.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      readings_[i / RowReadings::kRows].read(i % RowReadings::kRows, rows[first + i]);
    }
    find_leaves(first, count);
  }
}

void LeafMixture::find_leaves(std::size_t first, std::size_t count) {
  const std::size_t trees = forest_.tree_count();
  std::array<std::array<std::uint32_t, RowReadings::kRows>, kGroups> leaves;
  for (std::size_t t = 0; t < trees; ++t) {
    const Tree& tree = forest_.tree(t);
    for (std::size_t g = 0; g * RowReadings::kRows < count; ++g) leaves[g] = leaves_of(tree, readings_[g]);
    for (std::size_t i = 0; i < count; ++i) {  // after all leaves, so that no search waits for where targets lie
      targets_[(first + i) * trees + t] = tree.targets(leaves[i / RowReadings::kRows][i % RowReadings::kRows]);
    }
  }
}

const GridDistribution& LeafMixture::distribution(std::size_t row) {
  const std::size_t trees = forest_.tree_count();
  const std::span<const TargetCode>* const leaves = targets_.data() + row * trees;
  distribution_.clear();
  for (std::size_t t = 0; t < trees; ++t) {
    if (t + kAhead < trees) __builtin_prefetch(leaves[t + kAhead].data());
    distribution_.add(leaves[t]);
  }
  return distribution_;
}

}  // namespace demandcast
