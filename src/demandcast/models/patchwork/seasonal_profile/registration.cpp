// Registers the seasonal profile: how it is made around an inner model, and how it is loaded.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/error.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/calibrated/past/saved_pools.h"
#include "demandcast/models/patchwork/adjusted/adjusted_forecaster.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"
#include "demandcast/models/patchwork/seasonal_profile/seasonal_profile.h"

namespace demandcast {
namespace {

constexpr const char* kName = "seasonal_profile";

std::unique_ptr<Forecaster> load(const OptionValues&, const ArtifactReader& reader, std::unique_ptr<Forecaster> inner) {
  const auto& scalars = reader.numbers("growth_and_signal");
  if (scalars.size() != 2) {
    throw FormatError("[seasonal_profile] array \"growth_and_signal\" does not hold two numbers; fit the model again");
  }
  auto profile = std::make_unique<PooledProfile>(load_pools(reader, kName),
                                                 static_cast<std::size_t>(load_positive(reader, "positions", kName)),
                                                 reader.numbers("indices"), scalars[0], scalars[1]);
  return std::make_unique<AdjustedForecaster>(kName, std::move(profile), std::move(inner));
}

}  // namespace

void register_seasonal_profile(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kName;
  entry.summary =
      "a season of the year pooled from catalogue to category to series, taken out before any model and put back";
  entry.source = "Amazon Science 2021, The history of Amazon's forecasting algorithm; Efron & Morris 1973 (shrinkage)";
  entry.wraps = true;
  entry.options = list_options<SeasonalProfileOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator> inner) {
    return std::make_unique<SeasonalProfileEstimator>(read_options<SeasonalProfileOptions>(kName, values),
                                                      std::move(inner));
  };
  entry.load = load;
  registry.add(std::move(entry));
}

}  // namespace demandcast
