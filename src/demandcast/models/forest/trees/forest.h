// Many trees.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/forest/trees/grow_tree.h"

namespace demandcast {

struct ForestOptions {
  int trees = 100;
  std::int64_t first_tree = 0;   ///< the number of the first; a tree is what its number, the seed and the rows make it
  double sample_fraction = 0.5;  ///< of the series, for each tree
  bool bootstrap = false;        ///< instead of a share, each series as often as Poisson(1) says; see times_drawn
  TreeOptions tree = {};
};

/// Learned, immutable. A row's distribution is the mean of its leaves' [Meinshausen 2006, equation 5]:
///
///   F(z | x) = 1/T sum over trees t of #{targets of t's leaf of x at most z} / #{targets of that leaf}
class Forest {
 public:
  /// Trees on samples of the series, in parallel. Reports one unit of progress a tree. Throws ConfigError for
  /// Tree::kMostFeatures or more.
  static Forest grow(const TrainingRows& training, const ForestOptions& options, const RunContext& context);
  /// The trees stay in the file that the arrays were read from, where it is mapped. Throws FormatError where arrays are
  /// missing or make no sense.
  static Forest load(const ArtifactReader& reader);
  void save(ArtifactWriter& writer) const;

  /// Whether the other's trees ask of the same bins and hold places on the same grid.
  bool speaks_like(const Forest& other) const { return edges_ == other.edges_ && grid_ == other.grid_; }
  /// Adds the trees of a forest that speaks like this one behind its own.
  void append(const Forest& other) { trees_.insert(trees_.end(), other.trees_.begin(), other.trees_.end()); }

  const BinEdges& edges() const { return edges_; }
  const TargetGrid& grid() const { return grid_; }
  std::size_t tree_count() const { return trees_.size(); }
  const Tree& tree(std::size_t index) const { return trees_[index]; }
  /// How often tree `tree` of a forest, options.first_tree + `tree` by number, learns from the series with this key: 0
  /// or 1 by the share, or the limit of drawing as many series as there are with replacement, by a hash [Chamandy,
  /// Muralidharan, Najmi & Naidu 2012, "Estimating uncertainty for massive data streams"].
  static int times_drawn(const ForestOptions& options, std::uint64_t seed, std::size_t tree, std::uint64_t block);

 private:
  BinEdges edges_;
  TargetGrid grid_;
  std::vector<Tree> trees_;
};

}  // namespace demandcast
