// Options of the calibrated wrapper.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct CalibratedOptions {
  std::int64_t windows = 8;
  std::int64_t step = 0;
  std::int64_t fits = 0;
  std::string pools = "age,intermittence,velocity";
  std::int64_t min_errors = 100;
  std::int64_t min_outcomes = 200;
};

template <class Visitor>
void describe(Visitor& visitor, CalibratedOptions& options) {
  visitor.field("windows", options.windows,
                "past origins whose outcomes are learnt from; fewer where half of the history would not be left",
                whole_in_range(1, 255));
  visitor.field("step", options.step, "periods between those origins; 0 = a quarter of the horizon", at_least(0));
  visitor.field("fits", options.fits,
                "fits of the inner model before those origins; 0 = 4 where it learns each series by itself, else 1",
                at_least(0));
  visitor.field("pools", options.pools,
                "what parts series into pools that learn together, the most telling first: age, intermittence, "
                "velocity, season, categories among the statics; or none");
  visitor.field("min_errors", options.min_errors,
                "errors of a segment that weigh as much as the pool of all; thinner segments lean on the pool",
                at_least(0));
  visitor.field("min_outcomes", options.min_outcomes,
                "outcomes of a pool that weigh as much as the broader pool behind it", at_least(0));
}

}  // namespace demandcast
