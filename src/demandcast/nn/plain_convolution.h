// The states of a causal convolution, for forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/nn/plain_weights.h"

namespace demandcast::nn {

/// CausalConvolution::forward of one row without dropout, the same but for rounding, in loops that stay in a cache. Its
/// width is to be a multiple of 8. Inputs that are the same in every period (statics) are told by themselves.
class PlainConvolution {
 public:
  /// `name` of the module; `constants`: how many of its inputs, the last ones, do not change with time.
  PlainConvolution(const PlainWeights& weights, const std::string& name, std::int64_t constants);
  std::int64_t width() const { return width_; }
  /// Reads `inputs` [time, input] and `constants` [input] -> [time - reach + 1, width].
  OwnRows states(Rows<const float> inputs, Rows<const float> constants) const;

 private:
  struct Layer {
    PlainLinear now;
    OwnRows before;
  };
  std::int64_t width_;
  PlainLinear entry_;
  OwnRows entry_of_constants_;
  std::vector<float> norm_weight_, norm_bias_;
  std::vector<Layer> layers_;
};

}  // namespace demandcast::nn
