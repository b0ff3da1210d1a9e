// Numbers gathered from the past, by target and pool of series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace demandcast {

/// A sample for each target (a step or a span) and pool. 4 bytes a number.
class PooledSamples {
 public:
  PooledSamples(std::size_t targets, std::size_t pools) : pools_(pools), samples_(targets * pools) {}
  void add(std::size_t target, std::size_t pool, double number) {
    samples_[target * pools_ + pool].push_back(static_cast<float>(number));
  }
  std::size_t targets() const { return samples_.size() / pools_; }
  std::size_t pools() const { return pools_; }
  const std::vector<float>& of(std::size_t target, std::size_t pool) const { return samples_[target * pools_ + pool]; }

 private:
  std::size_t pools_;
  std::vector<std::vector<float>> samples_;
};

}  // namespace demandcast
