// Sizes of everything that goes into a network and comes out of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/data/horizon.h"

namespace demandcast::neural {

struct NetworkSizes {
  std::int64_t past = 0, origin = 0, target = 0, rough = 1;
  std::vector<Span> targets;             ///< steps, then spans
  std::vector<std::int64_t> categories;  ///< of each column, 0 = not seen included
  int layers = 6;
  std::int64_t window = 0;  ///< periods that attention looks back
  std::int64_t events = 0;  ///< event inputs

  std::int64_t target_count() const { return std::ssize(targets); }
};

}  // namespace demandcast::neural
