// Options of the wrapper that draws sample paths.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct PathsOptions {
  std::int64_t windows = 32;
  std::int64_t step = 0;
  std::int64_t fits = 0;
  std::string dependence = "errors";
};

template <class Visitor>
void describe(Visitor& visitor, PathsOptions& options) {
  visitor.field("windows", options.windows,
                "past origins whose errors show what goes together; fewer where half of the history would not be left",
                whole_in_range(1, 255));
  visitor.field("step", options.step, "periods between those origins; 0 = a quarter of the horizon", at_least(0));
  visitor.field("fits", options.fits,
                "fits of the inner model before those origins; 0 = 4 where it learns each series by itself, else 1",
                at_least(0));
  visitor.field("dependence", options.dependence,
                "what goes together in a path: what did among past errors, or nothing, to see what that costs",
                one_of({"errors", "none"}));
}

}  // namespace demandcast
