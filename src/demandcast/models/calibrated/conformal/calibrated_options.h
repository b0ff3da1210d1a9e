// Options of the calibrated wrapper.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/models/calibrated/past/past_options.h"

namespace demandcast {

struct CalibratedOptions {
  PastOptions past = {.windows = 8};
  std::string pools = "height,age";
  std::string spans = "outcomes";
  std::int64_t min_errors = 100;
  std::int64_t min_outcomes = 200;
};

template <class Visitor>
void describe(Visitor& visitor, CalibratedOptions& options) {
  describe_past(visitor, options.past);
  visitor.field("pools", options.pools,
                "what parts series and steps into pools that learn together, the most telling first: height (of the "
                "forecast over the series' level), month (of the step), planned columns of few values, age, "
                "intermittence, velocity, season, categories among the statics; or none");
  visitor.field(
      "spans", options.spans,
      "where quantiles of sums over spans come from: outcomes of such sums at past origins, leaning on sample "
      "paths where they are few, or paths alone",
      one_of({"outcomes", "paths"}));
  visitor.field("min_errors", options.min_errors,
                "errors of a segment that weigh as much as the pool of all; thinner segments lean on the pool",
                at_least(0));
  visitor.field("min_outcomes", options.min_outcomes,
                "independent outcomes of a pool that weigh as much as the broader pool behind it", at_least(0));
}

}  // namespace demandcast
