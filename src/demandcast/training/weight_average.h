// The average of a network's weights over the later part of its training.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <vector>

namespace demandcast::training {

/// Exponentially weighted [Polyak & Juditsky 1992 in spirit; weights as in Kingma & Ba 2015, sec. 7.2]: calmer than the
/// last weights.
class WeightAverage {
 public:
  static constexpr double kKept = 0.99;
  explicit WeightAverage(std::vector<at::Tensor> parameters) : parameters_(std::move(parameters)) {}
  /// Takes the parameters as they are into the average; the first time they are the average.
  void take();
  /// Writes the average into the parameters; nothing where none was taken.
  void give() const;
  const std::vector<at::Tensor>& averages() const { return averages_; }
  void restore(std::vector<at::Tensor> averages) { averages_ = std::move(averages); }

 private:
  std::vector<at::Tensor> parameters_, averages_;
};

}  // namespace demandcast::training
