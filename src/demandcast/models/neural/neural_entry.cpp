// The one symbol of libdemandcast_neural.
// SPDX-License-Identifier: Apache-2.0
#include <torch/version.h>

#include "demandcast/core/version.h"
#include "demandcast/forecast/neural_interface.h"
#include "demandcast/models/neural/network/network_estimator.h"
#include "demandcast/models/neural/network_designs.h"

namespace demandcast {
namespace {

std::unique_ptr<Estimator> make(std::string_view model, const OptionValues& options) {
  return std::make_unique<neural::NetworkEstimator>(neural::design_of(model, options));
}

std::unique_ptr<Forecaster> load(std::string_view model, const OptionValues& options, const ArtifactReader& reader) {
  return neural::NetworkForecaster::load(neural::design_of(model, options), reader);
}

}  // namespace
}  // namespace demandcast

extern "C" [[gnu::visibility("default")]] const demandcast::NeuralInterface* demandcast_neural() {
  static constexpr demandcast::NeuralInterface kLibrary{demandcast::kNeuralInterfaceVersion, demandcast::kVersion,
                                                        TORCH_VERSION, &demandcast::make, &demandcast::load};
  return &kLibrary;
}
