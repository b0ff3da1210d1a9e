// Options of the feed-forward network.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/neural/network_options.h"

namespace demandcast {

struct FeedForwardOptions {
  std::string base = "mix";
  NetworkOptions network;
};

template <class Visitor>
void describe(Visitor& visitor, FeedForwardOptions& options) {
  visitor.field("base", options.base, "what the network moves: a mix of rough forecasts that it weighs, or nothing",
                one_of({"mix", "none"}));
  describe(visitor, options.network);
}

}  // namespace demandcast
