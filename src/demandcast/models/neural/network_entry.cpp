// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network_entry.h"

#include "demandcast/forecast/neural_library.h"

namespace demandcast {

ModelEntry network_entry(std::string name, std::string summary, std::string source, std::vector<OptionField> options) {
  ModelEntry entry;
  entry.name = name;
  entry.summary = std::move(summary);
  entry.source = std::move(source);
  entry.forecasts_spans = true;
  entry.needs_neural_library = true;
  entry.options = std::move(options);
  entry.make = [name](const OptionValues& values, std::unique_ptr<Estimator>) {
    return neural_library().make(name, values);
  };
  entry.load = [name](const OptionValues& values, const ArtifactReader& reader, std::unique_ptr<Forecaster>) {
    return neural_library().load(name, values, reader);
  };
  return entry;
}

}  // namespace demandcast
