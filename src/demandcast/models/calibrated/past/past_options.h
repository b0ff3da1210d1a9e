// The options of every wrapper that learns from past origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "demandcast/core/options.h"

namespace demandcast {

/// From which past origins is learnt, and by how many fits.
struct PastOptions {
  std::int64_t windows = 8;
  std::int64_t step = 0;
  std::int64_t fits = 0;
};

template <class Visitor>
void describe_past(Visitor& visitor, PastOptions& options) {
  visitor.field("windows", options.windows,
                "past origins that are learnt from; fewer where half of the history would not be left",
                whole_in_range(1, 255));
  visitor.field("step", options.step, "periods between those origins; 0 = a quarter of the horizon", at_least(0));
  visitor.field("fits", options.fits,
                "fits of the inner model before those origins; 0 = 4 where it learns each series by itself, else 1",
                at_least(0));
}

}  // namespace demandcast
