// The one symbol of libdemandcast_neural.
// SPDX-License-Identifier: Apache-2.0
#include <torch/version.h>

#include "demandcast/core/version.h"
#include "demandcast/forecast/neural_interface.h"
#include "demandcast/models/neural/linear_pinball.h"

extern "C" [[gnu::visibility("default")]] const demandcast::NeuralInterface* demandcast_neural() {
  static constexpr demandcast::NeuralInterface kLibrary{demandcast::kNeuralInterfaceVersion, demandcast::kVersion,
                                                        TORCH_VERSION, &demandcast::linear_pinball};
  return &kLibrary;
}
