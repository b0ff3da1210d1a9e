// Targets as small whole numbers: places on a grid of values.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace demandcast {

using TargetCode = std::uint16_t;

/// At most `kMost` values, rising, evenly spaced in rank, the largest hundredth of targets ten times as closely; each
/// value the mean of the targets that it stands for, zero for zeros alone. So leaves hold two bytes a target, and a
/// distribution is a count on the grid.
class TargetGrid {
 public:
  static constexpr std::size_t kMost = 2048;

  TargetGrid() = default;
  explicit TargetGrid(std::vector<float> values) : values_(std::move(values)) {}
  /// `targets` in any order, at least one, none negative.
  static TargetGrid of(std::vector<float> targets);

  /// The nearest value's place. O(log size).
  TargetCode code(float target) const;
  float value(TargetCode code) const { return values_[code]; }
  bool operator==(const TargetGrid&) const = default;
  std::size_t size() const { return values_.size(); }
  const std::vector<float>& values() const { return values_; }

 private:
  std::vector<float> values_;
};

}  // namespace demandcast
