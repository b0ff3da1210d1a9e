// Registers the recurrent network.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network_entry.h"
#include "demandcast/models/neural/rnn/rnn_options.h"

namespace demandcast {

void register_rnn(ModelRegistry& registry) {
  registry.add(network_entry<RnnOptions>(
      "rnn", "an LSTM over the history that says one distribution (or a point) a horizon, trained by likelihood",
      "Salinas, Flunkert, Gasthaus & Januschowski 2020, DeepAR: probabilistic forecasting with recurrent networks"));
}

}  // namespace demandcast
