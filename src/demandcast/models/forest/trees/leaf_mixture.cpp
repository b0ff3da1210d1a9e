// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/leaf_mixture.h"

#include <algorithm>

#include "demandcast/models/forest/trees/leaf_search.h"

namespace demandcast {
namespace {

constexpr std::size_t kTogether = 64;  // rows that go down a tree before the next tree's turn
constexpr std::size_t kAhead = 8;      // leaves whose targets are on their way from memory

}  // namespace

LeafMixture::LeafMixture(const Forest& forest)
    : forest_(forest),
      readings_(kTogether / RowReadings::kRows, RowReadings(forest.edges())),
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
  for (std::size_t t = 0; t < trees; ++t) {
    const Tree& tree = forest_.tree(t);
    for (std::size_t begin = 0; begin < count; begin += RowReadings::kRows) {
      const auto leaves = leaves_of(tree, readings_[begin / RowReadings::kRows]);
      const std::size_t end = std::min(begin + RowReadings::kRows, count);
      for (std::size_t i = begin; i < end; ++i) targets_[(first + i) * trees + t] = tree.targets(leaves[i - begin]);
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
