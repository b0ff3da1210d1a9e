// What a pooled model is trained to forecast: every step of a horizon, and its spans.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/horizon.h"

namespace demandcast {

/// Steps first, then spans.
inline std::vector<Span> targets_of(const Horizon& horizon) {
  std::vector<Span> targets;
  for (int step = 0; step < horizon.steps; ++step) targets.push_back({.lead = step, .length = 1});
  targets.insert(targets.end(), horizon.spans.begin(), horizon.spans.end());
  return targets;
}

}  // namespace demandcast
