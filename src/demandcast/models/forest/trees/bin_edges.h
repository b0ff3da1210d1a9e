// Feature values as small whole numbers: which of at most 254 bins a value lies in.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/features/feature_info.h"

namespace demandcast {

using Bin = std::uint8_t;
inline constexpr Bin kAbsentBin = 0;  ///< the row does not have the feature

/// The edges between the bins of every feature: bin 1 holds values up to the first edge, bin 2 up to the second, and
/// so on. Any monotone transform of a feature gives the same bins.
class BinEdges {
 public:
  BinEdges() = default;
  /// Loaded ones: `offsets` [feature + 1] into `edges`, rising within a feature. Throws FormatError where they do not.
  BinEdges(std::vector<std::int64_t> offsets, std::vector<float> edges);
  /// Edges at quantiles of `values` [feature], whose order does not matter (they are sorted here); a value that fills
  /// a bin alone has one alone. At most `bins`, in 2 .. 254, of a feature.
  static BinEdges of_quantiles(std::vector<std::vector<float>> values, int bins);

  std::size_t feature_count() const { return offsets_.size() - 1; }
  /// 1 .. bin_count(feature). Two looks at sixteen numbers each.
  Bin bin(std::uint32_t feature, float value) const;
  int bin_count(std::uint32_t feature) const { return static_cast<int>(of(feature).size()) + 1; }
  std::span<const float> of(std::uint32_t feature) const {
    return {edges_.data() + offsets_[feature], edges_.data() + offsets_[feature + 1]};
  }

  bool operator==(const BinEdges&) const = default;
  const std::vector<std::int64_t>& offsets() const { return offsets_; }
  const std::vector<float>& edges() const { return edges_; }

 private:
  void add_sixteens(std::span<const float> edges);

  std::vector<std::int64_t> offsets_{0};
  std::vector<float> edges_;
  /// Of each feature: the last edge of each sixteen but the last, then its edges, all filled up to sixteens by
  /// infinity.
  std::vector<float> sixteens_;
  std::vector<std::size_t> starts_;  ///< [feature] among the sixteens
};

}  // namespace demandcast
