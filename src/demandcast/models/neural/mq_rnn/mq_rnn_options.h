// Options of MQ-RNN.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/neural/network_options.h"

namespace demandcast {

struct MqRnnOptions {
  std::string form = "seasonal";
  NetworkOptions network;
};

template <class Visitor>
void describe(Visitor& visitor, MqRnnOptions& options) {
  visitor.field(
      "form", options.form,
      "published: history, plans and calendar alone; seasonal: the forest's features, too, and a mix of rough "
      "forecasts (season, level, like plans) that the network moves",
      one_of({"seasonal", "published"}));
  describe(visitor, options.network);
}

}  // namespace demandcast
