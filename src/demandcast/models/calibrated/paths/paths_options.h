// Options of the wrapper that draws sample paths.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/calibrated/past/past_options.h"

namespace demandcast {

struct PathsOptions {
  PastOptions past = {.windows = 32};
  std::string dependence = "errors";
};

template <class Visitor>
void describe(Visitor& visitor, PathsOptions& options) {
  describe_past(visitor, options.past);
  visitor.field("dependence", options.dependence,
                "what goes together in a path: what did among past errors; periods as the model's own equations "
                "simulate them (where it has some, as ets and theta do), series as past errors; or nothing, to see "
                "what that costs",
                one_of({"errors", "model", "none"}));
}

}  // namespace demandcast
