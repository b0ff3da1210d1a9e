// Options of MQTransformer.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/neural/mq_cnn/mq_cnn_options.h"

namespace demandcast {

struct MqTransformerOptions {
  std::int64_t heads = 2;
  std::int64_t window = 0;
  std::string position = "events";
  std::int64_t revisions = 6;
  MqCnnOptions encoder;
};

template <class Visitor>
void describe(Visitor& visitor, MqTransformerOptions& options) {
  visitor.field("heads", options.heads, "heads of the attention over past periods; 0 = without it",
                whole_in_range(0, 16));
  visitor.field("window", options.window,
                "past periods that it looks at; 0 = a year and a quarter of weeks or months, 35 days",
                whole_in_range(0, 1'000));
  visitor.field(
      "position", options.position,
      "events: periods are told apart by plans and calendar around them, too; state: by history and lag alone",
      one_of({"events", "state"}));
  visitor.field("revisions", options.revisions,
                "earlier forecasts of the same target, and errors, that a forecast looks at; 0 = without it; without "
                "heads and revisions it is mq_cnn",
                whole_in_range(0, 64));
  describe(visitor, options.encoder);
}

}  // namespace demandcast
