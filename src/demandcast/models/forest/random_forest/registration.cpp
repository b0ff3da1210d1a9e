// Registers the random forest.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/forest/pooled/forest_forecaster.h"
#include "demandcast/models/forest/random_forest/random_forest.h"

namespace demandcast {
namespace {

constexpr const char* kName = "random_forest";

}  // namespace

void register_random_forest(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kName;
  entry.summary = "one dense random forest over all series and horizons, on engineered features, with all leaf targets";
  entry.source = "Breiman 2001, Random forests; Meinshausen 2006, Quantile regression forests";
  entry.forecasts_spans = true;
  entry.options = list_options<RandomForestOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator>) {
    return std::make_unique<RandomForestEstimator>(read_options<RandomForestOptions>(kName, values));
  };
  entry.load = [](const OptionValues&, const ArtifactReader& reader, std::unique_ptr<Forecaster>) {
    return load_forest(kName, true, reader);
  };
  registry.add(std::move(entry));
}

}  // namespace demandcast
