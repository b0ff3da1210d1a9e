// Sample paths that are known beforehand, for tests of what is made of paths.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/path_sampler.h"

namespace demandcast {

/// Path p of series i is p * (i + 1) at every step.
class RampSampler final : public PathSampler {
 public:
  using PathSampler::PathSampler;
  void sample(std::size_t series, std::span<float> paths) const override {
    for (std::size_t at = 0; at < paths.size(); ++at) {
      const std::size_t path = at / static_cast<std::size_t>(steps());
      paths[at] = static_cast<float>(path * (series + 1));
    }
  }
};

}  // namespace demandcast
