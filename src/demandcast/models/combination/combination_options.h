// Options of the combination of several models' forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/models/calibrated/past/past_options.h"

namespace demandcast {

/// The name under which the model is registered.
inline constexpr const char* kCombination = "combination";

struct CombinationOptions {
  std::string members = "ets,theta,mstl,sba,tsb";
  std::string weights = "learned";
  PastOptions past = {.windows = 4};
  std::int64_t series = 2000;
};

template <class Visitor>
void describe(Visitor& visitor, CombinationOptions& options) {
  visitor.field("members", options.members, "models whose forecasts are averaged: ets+seasonal_profile,theta,sqrf");
  visitor.field("weights", options.weights,
                "learned: those, one for each member, that would have lost least at past origins; or equal",
                one_of({"learned", "equal"}));
  describe_past(visitor, options.past);
  visitor.field("series", options.series, "series from which weights are learned; of more, as many drawn at random",
                at_least(1));
}

}  // namespace demandcast
