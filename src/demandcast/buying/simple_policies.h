// Policies of a few numbers for each product.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "demandcast/buying/simulator.h"

namespace demandcast {

/// Orders up to a level, but never more than a cap at once [Xin 2021, "Understanding the performance of capped base-
/// stock policies in lost-sales inventory models"]; without caps, the base-stock policy.
class BaseStockPolicy final : public StockPolicy {
 public:
  /// [product] each; `caps` empty: none.
  explicit BaseStockPolicy(std::vector<double> levels, std::vector<double> caps = {})
      : levels_(std::move(levels)), caps_(std::move(caps)) {}
  double order(const StockMoment& moment) const override {
    const double missing = levels_[moment.product] - moment.position();
    return caps_.empty() || missing < caps_[moment.product] ? missing : caps_[moment.product];
  }

 private:
  std::vector<double> levels_, caps_;
};

/// Orders up to S when the position is at most s.
class ReorderPointPolicy final : public StockPolicy {
 public:
  /// [product] each.
  ReorderPointPolicy(std::vector<double> reorder_points, std::vector<double> levels)
      : reorder_points_(std::move(reorder_points)), levels_(std::move(levels)) {}
  double order(const StockMoment& moment) const override {
    const double position = moment.position();
    return position <= reorder_points_[moment.product] ? levels_[moment.product] - position : 0;
  }

 private:
  std::vector<double> reorder_points_, levels_;
};

}  // namespace demandcast
