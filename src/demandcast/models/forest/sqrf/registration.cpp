// Registers the Sparse Quantile Random Forest.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/error.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/forest/sqrf/saved_setting.h"
#include "demandcast/models/forest/sqrf/sqrf.h"

namespace demandcast {
namespace {

constexpr const char* kName = "sqrf";

std::unique_ptr<Forecaster> load(const OptionValues& values, const ArtifactReader& reader,
                                 std::unique_ptr<Forecaster>) {
  SqrfSetting setting = load_setting(read_options<SqrfOptions>(kName, values), reader);
  Forest forest = Forest::load(reader);
  if (forest.edges().feature_count() != setting.features.size()) {
    throw FormatError("[sqrf] the forest has another number of features than names; fit the model again");
  }
  return std::make_unique<SqrfForecaster>(std::move(setting), std::move(forest));
}

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
  entry.load = load;
  registry.add(std::move(entry));
}

}  // namespace demandcast
