// Options of the Distribution Engine.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct DistributionEngineOptions {
  std::int64_t windows = 8;
  std::int64_t step = 0;
  std::string errors = "scaled";
  std::string segments = "both";
  std::int64_t min_errors = 100;
};

template <class Visitor>
void describe(Visitor& visitor, DistributionEngineOptions& options) {
  visitor.field("windows", options.windows,
                "past origins whose errors are learnt; fewer where half of the history would not be left", at_least(1));
  visitor.field("step", options.step, "periods between those origins; 0 = a quarter of the horizon", at_least(0));
  visitor.field("errors", options.errors,
                "how errors of different series are made comparable: by the series' level, by the forecast, or as the "
                "difference of log(1 + demand)",
                one_of({"scaled", "ratio", "log1p"}));
  visitor.field("segments", options.segments, "what parts series into pools of errors",
                one_of({"both", "velocity", "intermittence", "none"}));
  visitor.field("min_errors", options.min_errors,
                "errors of a segment that weigh as much as the pool of all; thinner segments lean on the pool",
                at_least(0));
}

}  // namespace demandcast
