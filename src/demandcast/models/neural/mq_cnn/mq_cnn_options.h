// Options of MQ-CNN.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/neural/network_options.h"

namespace demandcast {

struct MqCnnOptions {
  std::string form = "seasonal";
  std::int64_t layers = 0;
  NetworkOptions network;
};

template <class Visitor>
void describe(Visitor& visitor, MqCnnOptions& options) {
  describe_form(visitor, options.form);
  visitor.field("layers", options.layers, "dilated layers; an origin sees 2^layers periods; 0 = a season, at most 128",
                whole_in_range(0, 12));
  describe(visitor, options.network);
}

}  // namespace demandcast
