// Registers MQTransformer.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/mq_transformer/mq_transformer_options.h"
#include "demandcast/models/neural/network_entry.h"

namespace demandcast {

void register_mq_transformer(ModelRegistry& registry) {
  registry.add(network_entry<MqTransformerOptions>(
      "mq_transformer",
      "mq_cnn that looks back at like events, and at its own earlier forecasts of the same date and their errors",
      "Eisenach, Patel & Madeka 2020, MQTransformer: multi-horizon forecasts with context dependent and feedback-aware "
      "attention"));
}

}  // namespace demandcast
