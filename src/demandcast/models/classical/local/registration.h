// One call that registers a classical model: options in, LocalModel out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "demandcast/core/options.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

/// Registers `Model`, a LocalModel that is made from `Options` (which has a `describe`).
template <class Model, class Options>
void register_local_model(ModelRegistry& registry, const std::string& name, std::string summary, std::string source) {
  const auto model_of = [name](const OptionValues& values) {
    return std::make_shared<const Model>(read_options<Options>(name, values));
  };
  ModelEntry entry;
  entry.name = name;
  entry.summary = std::move(summary);
  entry.source = std::move(source);
  entry.options = list_options<Options>();
  entry.make = [=](const OptionValues& values, std::unique_ptr<Estimator>) {
    return make_local_estimator(name, model_of(values));
  };
  entry.load = [=](const OptionValues& values, const ArtifactReader& reader, std::unique_ptr<Forecaster>) {
    return load_local_forecaster(name, model_of(values), reader);
  };
  registry.add(std::move(entry));
}

}  // namespace demandcast
