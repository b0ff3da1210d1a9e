// What a split search counts in each bin, and how good a side of a split is; private to the forest.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/models/forest/trees/target_grid.h"

namespace demandcast {

/// Least squares: the score of a side is (sum of targets)^2 / count, to be made large. Sums are of whole numbers
/// (targets in units of 2^-12), so that they do not depend on the order of rows.
class VarianceCriterion {
 public:
  struct Cell {
    std::uint32_t count = 0;
    std::int64_t sum = 0;
    void operator+=(const Cell& other) { count += other.count, sum += other.sum; }
    void operator-=(const Cell& other) { count -= other.count, sum -= other.sum; }
  };

  VarianceCriterion(const TargetGrid& grid, std::span<const TargetCode> codes) : codes_(codes) {
    for (const float value : grid.values()) whole_.push_back(static_cast<std::int64_t>(value * 4096.0 + 0.5));
  }
  void enter(std::span<const std::uint32_t>) {}
  void add(Cell& cell, std::uint32_t row) const {
    ++cell.count;
    cell.sum += whole_[codes_[row]];
  }
  double score(const Cell& side) const {
    const auto sum = static_cast<double>(side.sum);
    return sum * sum / side.count;
  }

 private:
  std::span<const TargetCode> codes_;
  std::vector<std::int64_t> whole_;  ///< [code]
};

/// The continuous ranked probability score of a side's own distribution over its targets, on seven thresholds that cut
/// the node's targets into eighths: sum over thresholds of (count below)^2 / count, weighted by the distance between
/// thresholds. The thresholds are the node's own, as relabelling in generalised random forests is [Athey, Tibshirani &
/// Wager 2019, "Generalized random forests", section 5].
class QuantileCriterion {
 public:
  static constexpr std::size_t kClasses = 8;
  struct Cell {
    std::array<std::uint32_t, kClasses> counts{};
    std::uint32_t count = 0;
    void operator+=(const Cell& other) {
      for (std::size_t i = 0; i < kClasses; ++i) counts[i] += other.counts[i];
      count += other.count;
    }
    void operator-=(const Cell& other) {
      for (std::size_t i = 0; i < kClasses; ++i) counts[i] -= other.counts[i];
      count -= other.count;
    }
  };

  QuantileCriterion(const TargetGrid& grid, std::span<const TargetCode> codes)
      : grid_(&grid), codes_(codes), counts_(grid.size()), class_of_(grid.size()) {}

  /// Sets the thresholds of a node with these rows.
  void enter(std::span<const std::uint32_t> rows) {
    std::ranges::fill(counts_, 0);
    for (const std::uint32_t row : rows) ++counts_[codes_[row]];
    std::array<TargetCode, kClasses + 1> threshold{};  // 0, 1/8 .. 7/8, 31/32 of the node's targets
    std::size_t below = 0, next = 0;
    for (std::size_t code = 0; code < counts_.size() && next < threshold.size(); ++code) {
      below += counts_[code];
      while (next < threshold.size() && below > rank(next, rows.size()))
        threshold[next++] = static_cast<TargetCode>(code);
    }
    std::size_t of_class = 0;
    for (std::size_t code = 0; code < class_of_.size(); ++code) {
      while (of_class + 1 < kClasses && code > threshold[of_class + 1]) ++of_class;
      class_of_[code] = static_cast<std::uint8_t>(of_class);
    }
    for (std::size_t j = 0; j + 1 < kClasses; ++j) {
      weight_[j] = std::max(0.0F, grid_->value(threshold[j + 2]) - grid_->value(threshold[j]));
    }
  }
  void add(Cell& cell, std::uint32_t row) const {
    ++cell.counts[class_of_[codes_[row]]];
    ++cell.count;
  }
  double score(const Cell& side) const {
    double sum = 0, below = 0;
    for (std::size_t j = 0; j + 1 < kClasses; ++j) {
      below += side.counts[j];
      sum += weight_[j] * below * below;
    }
    return sum / side.count;
  }

 private:
  /// How many of `count` sorted targets lie before threshold number `j`.
  static std::size_t rank(std::size_t j, std::size_t count) {
    return j == kClasses ? count - 1 - count / 32 : count * j / kClasses;
  }

  const TargetGrid* grid_;
  std::span<const TargetCode> codes_;
  std::vector<std::uint32_t> counts_;   ///< [code] of a node's targets
  std::vector<std::uint8_t> class_of_;  ///< [code]
  std::array<double, kClasses - 1> weight_{};
};

}  // namespace demandcast
