// A libdemandcast_neural of another release.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/neural_interface.h"

extern "C" const demandcast::NeuralInterface* demandcast_neural() {
  static constexpr demandcast::NeuralInterface kLibrary{demandcast::kNeuralInterfaceVersion, "0.0.1", "", nullptr,
                                                        nullptr};
  return &kLibrary;
}
