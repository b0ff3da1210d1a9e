// Sample paths: whole futures, drawn so that sums over periods and over series may be taken path by path.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace demandcast {

/// Draws the futures of the series of one view. Path p of every series belongs to the same possible future: what series
/// share (a holiday, a cold week) they share in it. Outlived by the view and the forecaster that made it.
class PathSampler {
 public:
  PathSampler(int steps, int count) : steps_(steps), count_(count) {}
  virtual ~PathSampler() = default;
  /// Fills `paths` [path, step], count() times steps() numbers, in units of demand, none below zero. May be called from
  /// several threads; the numbers do not depend on the order of the calls.
  virtual void sample(std::size_t series, std::span<float> paths) const = 0;
  int steps() const { return steps_; }
  int count() const { return count_; }

 private:
  int steps_, count_;
};

}  // namespace demandcast
