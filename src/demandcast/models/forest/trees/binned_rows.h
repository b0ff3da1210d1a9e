// Training rows as bins: features that most rows have side by side, the others as a list of those present.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/models/forest/trees/bin_edges.h"

namespace demandcast {

/// Rows by features. A dense feature costs a byte a row, a sparse one five bytes where it is present and nothing where
/// it is not, so that a row costs what it holds, however many features there are.
class BinnedRows {
 public:
  /// `dense`: the features to keep side by side, rising; all others are sparse.
  BinnedRows(std::size_t feature_count, std::vector<std::uint32_t> dense);

  /// A row at the end.
  void add(const BinEdges& edges, const FeatureRow& row);

  std::size_t row_count() const { return offsets_.size() - 1; }
  std::size_t feature_count() const { return slot_.size(); }
  const std::vector<std::uint32_t>& dense_features() const { return dense_features_; }
  /// [slot] bins of the dense features, in the order of dense_features().
  std::span<const Bin> dense(std::size_t row) const {
    return {dense_.data() + row * dense_features_.size(), dense_features_.size()};
  }
  std::span<const std::uint32_t> sparse_features(std::size_t row) const {
    return {sparse_features_.data() + offsets_[row], sparse_features_.data() + offsets_[row + 1]};
  }
  std::span<const Bin> sparse_bins(std::size_t row) const {
    return {sparse_bins_.data() + offsets_[row], sparse_bins_.data() + offsets_[row + 1]};
  }
  /// The bins of all features of one row, `bins` [feature]; 0 where absent.
  void read(std::size_t row, std::span<Bin> bins) const;
  /// The bin of one feature in one row. O(1) for a dense one, O(entries of the row) for a sparse one.
  Bin at(std::size_t row, std::uint32_t feature) const;

 private:
  std::vector<std::int32_t> slot_;  ///< [feature] among the dense ones; -1 = sparse
  std::vector<std::uint32_t> dense_features_;
  std::vector<Bin> dense_;                      ///< [row, slot]
  std::vector<std::size_t> offsets_{0};         ///< [row + 1]
  std::vector<std::uint32_t> sparse_features_;  ///< [entry]
  std::vector<Bin> sparse_bins_;                ///< [entry]
};

}  // namespace demandcast
