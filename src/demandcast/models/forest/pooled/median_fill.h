// Every feature for every row: absent ones take a typical value.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/features/feature_info.h"

namespace demandcast {

/// Absent features take the median of the rows that have them [Breiman & Cutler 2004, "Random forests: missing values",
/// the fast way], 0 where no row has the feature. Without medians, rows stay as they are.
class MedianFill {
 public:
  MedianFill() = default;
  explicit MedianFill(std::vector<float> medians) : medians_(std::move(medians)) {}  ///< [feature]
  /// `values` [feature] of the rows that have it, in any order.
  static MedianFill of(std::vector<std::vector<float>> values);

  /// The row with every feature; `row`'s must be fewer than the medians.
  void apply(FeatureRow& row) const;
  const std::vector<float>& medians() const { return medians_; }

 private:
  std::vector<float> medians_;
};

}  // namespace demandcast
