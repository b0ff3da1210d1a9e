// Registers the wrapper that draws sample paths: how it is made around an inner model, and how it is loaded.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/calibrated/paths/paths.h"

namespace demandcast {

void register_paths(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = "paths";
  entry.summary = "sample paths, spans and totals of any model: its own quantiles, going together as past errors did";
  entry.source = "Clark et al. 2004 (Schaake shuffle); Ledoit & Wolf 2003; here as a Gaussian copula";
  entry.wraps = true;
  entry.forecasts_spans = entry.samples_paths = true;
  entry.options = list_options<PathsOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator> inner) {
    return std::make_unique<PathsEstimator>(read_options<PathsOptions>("paths", values), std::move(inner));
  };
  entry.load = [](const OptionValues& values, const ArtifactReader& reader, std::unique_ptr<Forecaster> inner) {
    return std::make_unique<PathsForecaster>(std::make_shared<const ErrorTemplates>(reader),
                                             read_options<PathsOptions>("paths", values).dependence == "model",
                                             std::move(inner));
  };
  registry.add(std::move(entry));
}

}  // namespace demandcast
