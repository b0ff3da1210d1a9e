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

YearCalendar load_calendar(const ArtifactReader& reader) {
  if (!reader.has_texts("calendar")) return {};
  const auto& phase = reader.texts("calendar");
  const bool sound = phase.size() == 1 && phase[0].size() == 1 && phase[0][0] >= '0' && phase[0][0] <= '6';
  if (!sound) throw FormatError("[seasonal_profile] \"calendar\" is no day of a week, 0 to 6; fit the model again");
  return {static_cast<std::size_t>(phase[0][0] - '0'), true};
}

std::unique_ptr<Forecaster> load(const OptionValues&, const ArtifactReader& reader, std::unique_ptr<Forecaster> inner) {
  const auto& growth = reader.numbers("growth");
  if (growth.size() != 2) {
    throw FormatError("[seasonal_profile] array \"growth\" does not hold two numbers; fit the model again");
  }
  const auto positions = static_cast<std::size_t>(load_positive(reader, "positions", kName));
  auto profile = std::make_unique<PooledProfile>(load_pools(reader, kName), positions, reader.numbers("indices"),
                                                 YearGrowth{growth[0], growth[1]}, reader.numbers("series_signal"),
                                                 load_calendar(reader));
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
