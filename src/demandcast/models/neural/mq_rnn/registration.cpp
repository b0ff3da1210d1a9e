// Registers MQ-RNN.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/mq_rnn/mq_rnn_options.h"
#include "demandcast/models/neural/network_entry.h"

namespace demandcast {

void register_mq_rnn(ModelRegistry& registry) {
  registry.add(network_entry<MqRnnOptions>(
      "mq_rnn", "an LSTM over the history, all horizons and quantiles at once, trained at every origin",
      "Wen, Torkkola, Narayanaswamy & Madeka 2017, A multi-horizon quantile recurrent forecaster"));
}

}  // namespace demandcast
