// How inputs of a policy are brought to a common scale.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace demandcast {

/// Input i enters the network as (value - centre[i]) * slope[i].
struct InputScale {
  std::vector<float> centre, slope;

  static InputScale plain(std::size_t inputs) {
    return {std::vector<float>(inputs, 0.0F), std::vector<float>(inputs, 1.0F)};
  }
};

}  // namespace demandcast
