// The best split of a node, by histograms; private to the forest.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "demandcast/core/hashed.h"
#include "demandcast/models/forest/trees/binned_rows.h"
#include "demandcast/models/forest/trees/tree.h"
#include "demandcast/models/forest/trees/tree_options.h"

namespace demandcast {

/// Which features a node tries: each with the same chance, by a hash of node and feature.
class FeatureLottery {
 public:
  FeatureLottery(double fraction, std::uint64_t node_key) : fraction_(fraction), key_(node_key) {}
  bool drawn(std::uint32_t feature) const { return hit(hashed(key_ ^ hashed(feature)), fraction_); }

 private:
  double fraction_;
  std::uint64_t key_;
};

/// Finds splits over the rows of a matrix. One for each thread; keeps its histograms between nodes.
template <class Criterion>
class SplitSearch {
 public:
  SplitSearch(const BinnedRows& rows, const BinEdges& edges, Criterion criterion, int min_leaf)
      : rows_(rows),
        edges_(edges),
        criterion_(std::move(criterion)),
        min_leaf_(static_cast<std::uint32_t>(min_leaf)),
        place_(rows.feature_count(), 0) {}

  /// The split with the largest gain among the features drawn, the lowest feature and bin of equals; nothing where none
  /// gains. Costs O(present entries of `node` + bins of the features that were drawn and that min_leaf of its rows
  /// have): a feature that no row of the node has costs nothing.
  std::optional<SplitRule> best(std::span<const std::uint32_t> node, const FeatureLottery& lottery) {
    criterion_.enter(node);
    total_ = {};
    for (const std::uint32_t row : node) criterion_.add(total_, row);
    best_ = {};
    best_gain_ = kLeastGain * criterion_.score(total_);
    search_dense(node, lottery);
    search_sparse(node, lottery);
    return best_;
  }

 private:
  using Cell = typename Criterion::Cell;
  static constexpr std::uint32_t kNotTried = 0xffffffff;
  static constexpr double kLeastGain = 1e-9;  // of the node's score; rounding is no gain

  void search_dense(std::span<const std::uint32_t> node, const FeatureLottery& lottery) {
    drawn_.clear();
    const auto& features = rows_.dense_features();
    std::size_t cells = 0;
    for (std::uint32_t slot = 0; slot < features.size(); ++slot) {
      if (!lottery.drawn(features[slot])) continue;
      drawn_.push_back({slot, features[slot], cells});
      cells += static_cast<std::size_t>(edges_.bin_count(features[slot])) + 1;
    }
    histogram_.assign(cells, {});
    for (const std::uint32_t row : node) {
      const std::span<const Bin> bins = rows_.dense(row);
      for (const Drawn& drawn : drawn_) criterion_.add(histogram_[drawn.first_cell + bins[drawn.slot]], row);
    }
    for (const Drawn& drawn : drawn_) {
      consider(drawn.feature, {histogram_.data() + drawn.first_cell, bins_with_absent(drawn.feature)});
    }
  }

  /// Entries are counted before any histogram is made: a feature that fewer than min_leaf rows of the node have cannot
  /// tell two sides of so many apart, and of thousands of features most are such.
  void search_sparse(std::span<const std::uint32_t> node, const FeatureLottery& lottery) {
    count_entries(node);
    place_histograms(lottery);
    if (!drawn_.empty()) fill_histograms(node);
    for (const Drawn& drawn : drawn_) {
      const std::span<Cell> cells{histogram_.data() + drawn.first_cell, bins_with_absent(drawn.feature)};
      cells[kAbsentBin] = total_;
      for (std::size_t bin = 1; bin < cells.size(); ++bin) cells[kAbsentBin] -= cells[bin];
      consider(drawn.feature, cells);
    }
    for (const std::uint32_t feature : present_) place_[feature] = 0;
  }

  /// Which features the node's rows have, and in place_ how many have them.
  void count_entries(std::span<const std::uint32_t> node) {
    present_.clear();
    for (const std::uint32_t row : node) {
      for (const std::uint32_t feature : rows_.sparse_features(row)) {
        if (place_[feature]++ == 0) present_.push_back(feature);
      }
    }
  }

  /// From counts to places: where a feature's histogram starts, or kNotTried.
  void place_histograms(const FeatureLottery& lottery) {
    drawn_.clear();
    std::size_t cells = 0;
    for (const std::uint32_t feature : present_) {
      const bool tried = place_[feature] >= min_leaf_ && lottery.drawn(feature);
      place_[feature] = tried ? static_cast<std::uint32_t>(cells) : kNotTried;
      if (!tried) continue;
      drawn_.push_back({0, feature, cells});
      cells += bins_with_absent(feature);
    }
    histogram_.assign(cells, {});
    std::ranges::sort(drawn_, {}, &Drawn::feature);
  }

  void fill_histograms(std::span<const std::uint32_t> node) {
    for (const std::uint32_t row : node) {
      const auto features = rows_.sparse_features(row);
      const auto bins = rows_.sparse_bins(row);
      for (std::size_t i = 0; i < features.size(); ++i) {
        const std::uint32_t place = place_[features[i]];
        if (place != kNotTried) criterion_.add(histogram_[place + bins[i]], row);
      }
    }
  }

  std::size_t bins_with_absent(std::uint32_t feature) const {
    return static_cast<std::size_t>(edges_.bin_count(feature)) + 1;
  }

  /// Every cut between bins, absent rows left and right of it.
  void consider(std::uint32_t feature, std::span<const Cell> cells) {
    const double whole = criterion_.score(total_);
    const Cell& absent = cells[kAbsentBin];
    Cell left{};
    for (std::size_t bin = 1; bin < cells.size(); ++bin) {
      if (cells[bin].count == 0) continue;
      left += cells[bin];
      weigh(feature, static_cast<Bin>(bin), false, left, whole);
      if (absent.count == 0) continue;
      Cell with_absent = left;
      with_absent += absent;
      weigh(feature, static_cast<Bin>(bin), true, with_absent, whole);
    }
  }

  void weigh(std::uint32_t feature, Bin bin, bool absent_left, const Cell& left, double whole) {
    Cell right = total_;
    right -= left;
    if (left.count < min_leaf_ || right.count < min_leaf_) return;
    const double gain = criterion_.score(left) + criterion_.score(right) - whole;
    if (gain <= best_gain_) return;
    best_gain_ = gain;
    best_ = SplitRule{feature, bin, absent_left};
  }

  struct Drawn {
    std::uint32_t slot, feature;
    std::size_t first_cell;
  };

  const BinnedRows& rows_;
  const BinEdges& edges_;
  Criterion criterion_;
  std::uint32_t min_leaf_;
  std::vector<std::uint32_t>
      place_;  ///< [feature] of a sparse one while a node is searched: its rows, then its first cell
  std::vector<std::uint32_t> present_;  ///< sparse features of a node's rows
  std::vector<Drawn> drawn_;
  std::vector<Cell> histogram_;
  Cell total_{};
  std::optional<SplitRule> best_;
  double best_gain_ = 0;
};

}  // namespace demandcast
