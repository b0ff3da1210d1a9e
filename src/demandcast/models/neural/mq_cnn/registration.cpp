// Registers MQ-CNN.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/mq_cnn/mq_cnn_options.h"
#include "demandcast/models/neural/network_entry.h"

namespace demandcast {

void register_mq_cnn(ModelRegistry& registry) {
  registry.add(network_entry<MqCnnOptions>(
      "mq_cnn",
      "causal dilated convolutions over the history, all horizons and quantiles at once, trained at every origin",
      "Wen, Torkkola, Narayanaswamy & Madeka 2017, A multi-horizon quantile recurrent forecaster"));
}

}  // namespace demandcast
