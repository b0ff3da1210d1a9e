// Paths of independent Poisson periods, for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/core/random.h"

namespace demandcast {

/// [path, step]
inline std::vector<float> poisson_paths(double mean, int steps, int count) {
  RandomStream stream(5, 9);
  std::vector<float> paths;
  for (int i = 0; i < steps * count; ++i) paths.push_back(static_cast<float>(stream.poisson(mean)));
  return paths;
}

}  // namespace demandcast
