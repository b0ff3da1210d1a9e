// A libdemandcast_neural whose interface is of another version.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/version.h"
#include "demandcast/forecast/neural_interface.h"

extern "C" const demandcast::NeuralInterface* demandcast_neural() {
  static constexpr demandcast::NeuralInterface kLibrary{demandcast::kNeuralInterfaceVersion - 1, demandcast::kVersion,
                                                        "", nullptr, nullptr};
  return &kLibrary;
}
