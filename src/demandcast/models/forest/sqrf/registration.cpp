// Registers the Sparse Quantile Random Forest.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/forest/pooled/forest_forecaster.h"
#include "demandcast/models/forest/sqrf/sqrf.h"

namespace demandcast {
namespace {

constexpr const char* kName = "sqrf";

}  // namespace

void register_sqrf(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kName;
  entry.summary = "one sparse quantile random forest over all series and horizons, on engineered features";
  entry.source =
      "Meinshausen 2006, Quantile regression forests; Amazon Science 2021, The history of Amazon's forecasting "
      "algorithm (an interpretation: no paper of it is public)";
  entry.forecasts_spans = true;
  entry.options = list_options<SqrfOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator>) {
    return std::make_unique<SqrfEstimator>(read_options<SqrfOptions>(kName, values));
  };
  entry.load = [](const OptionValues&, const ArtifactReader& reader, std::unique_ptr<Forecaster>) {
    return load_forest(kName, false, reader);
  };
  registry.add(std::move(entry));
}

}  // namespace demandcast
