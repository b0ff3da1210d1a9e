// What libdemandcast_neural gives to libdemandcast: the one C symbol, and the table behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "demandcast/core/options.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/forecaster.h"

namespace demandcast {

/// Raised with every change of `NeuralInterface` or of a type that crosses it.
inline constexpr int kNeuralInterfaceVersion = 4;

/// Filled by libdemandcast_neural, read by `open_neural_library`. Standard layout; `version` stays the first member for
/// ever, so that a library of any version can be asked for it.
struct NeuralInterface {
  int version;
  const char* demandcast_version;
  const char* libtorch_version;
  /// The estimator of a network by its registered name. Throws ConfigError when options are wrong.
  std::unique_ptr<Estimator> (*make)(std::string_view model, const OptionValues& options);
  /// Undoes the save of its forecaster. Throws FormatError where arrays are missing or make no sense.
  std::unique_ptr<Forecaster> (*load)(std::string_view model, const OptionValues& options,
                                      const ArtifactReader& reader);
};

}  // namespace demandcast

/// The symbol that libdemandcast_neural exports.
extern "C" const demandcast::NeuralInterface* demandcast_neural();
