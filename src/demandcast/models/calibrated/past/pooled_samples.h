// Numbers gathered from the past, by target and pool of series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
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
  /// Adds the numbers of another sample of the same targets and pools.
  void append(const PooledSamples& other) {
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      samples_[i].insert(samples_[i].end(), other.samples_[i].begin(), other.samples_[i].end());
    }
  }
  bool empty() const {
    return std::ranges::all_of(samples_, [](const std::vector<float>& sample) { return sample.empty(); });
  }
  std::size_t targets() const { return samples_.size() / pools_; }
  std::size_t pools() const { return pools_; }
  const std::vector<float>& of(std::size_t target, std::size_t pool) const { return samples_[target * pools_ + pool]; }

 private:
  std::size_t pools_;
  std::vector<std::vector<float>> samples_;
};

}  // namespace demandcast
