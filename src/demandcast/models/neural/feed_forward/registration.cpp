// Registers the feed-forward network.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/feed_forward/feed_forward_options.h"
#include "demandcast/models/neural/network_entry.h"

namespace demandcast {

void register_feed_forward(ModelRegistry& registry) {
  registry.add(network_entry<FeedForwardOptions>(
      "feed_forward", "a feed-forward network on the forest's features, all horizons and quantiles at once",
      "Amazon Science 2021, The history of Amazon's forecasting algorithm (an interpretation: no paper of it is "
      "public)"));
}

}  // namespace demandcast
