// Registers the wrapper that averages forecasts over origins.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/calibrated/origin_ensemble/origin_ensemble.h"

namespace demandcast {

void register_origin_ensemble(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = "origin_ensemble";
  entry.summary =
      "any model's forecasts, calmer: the mean of what it says of a date from this and from earlier origins";
  entry.source = "forecast combination; over creation times: forking sequences, arXiv 2510.04487";
  entry.wraps = true;
  entry.options = list_options<OriginEnsembleOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator> inner) {
    return std::make_unique<OriginEnsembleEstimator>(read_options<OriginEnsembleOptions>("origin_ensemble", values),
                                                     std::move(inner));
  };
  entry.load = [](const OptionValues& values, const ArtifactReader&, std::unique_ptr<Forecaster> inner) {
    return std::make_unique<OriginEnsembleForecaster>(read_options<OriginEnsembleOptions>("origin_ensemble", values),
                                                      std::move(inner));
  };
  registry.add(std::move(entry));
}

}  // namespace demandcast
