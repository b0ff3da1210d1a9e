// Registers the calibrated wrapper: how it is made around an inner model, and how it is loaded.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/calibrated/conformal/calibrated.h"
#include "demandcast/models/calibrated/past/saved_pools.h"

namespace demandcast {
namespace {

constexpr const char* kName = "calibrated";

std::unique_ptr<Forecaster> load(const OptionValues&, const ArtifactReader& reader, std::unique_ptr<Forecaster> inner) {
  const auto steps = static_cast<std::size_t>(load_positive(reader, "steps", kName));
  SeriesPools pools = load_pools(reader, kName);
  DemandSegments segments = DemandSegments::from_cuts("both", pools.velocity_cuts());
  ErrorQuantiles errors(steps, segments.count(), reader.numbers("error_quantiles"));
  ErrorBlend blend(std::move(segments), pools.level_periods(), std::move(errors), reader.numbers("blend_weights"));
  CalibrationMap map(steps, pools.count(pools.depth()), reader.numbers("offsets"));
  FallbackOutcomes fallbacks(steps, pools.level_periods(), reader.numbers("fallback_outcomes"));
  SpanCalibration spans(reader, pools.count(pools.depth()));
  return std::make_unique<CalibratedForecaster>(
      LearntCalibration{static_cast<int>(steps), std::move(blend), std::move(pools), std::move(map),
                        std::move(fallbacks), std::move(spans), std::make_shared<const ErrorTemplates>(reader)},
      std::move(inner));
}

}  // namespace

void register_calibrated(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kName;
  entry.summary = "quantiles of any model, moved to where its past forecasts say they belong; counts stay whole";
  entry.source = "Romano, Patterson & Candes 2019; Kuleshov, Fenner & Ermon 2018; Czado, Gneiting & Held 2009";
  entry.wraps = true;
  entry.forecasts_spans = entry.samples_paths = true;
  entry.options = list_options<CalibratedOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator> inner) {
    return std::make_unique<CalibratedEstimator>(read_options<CalibratedOptions>(kName, values), std::move(inner));
  };
  entry.load = load;
  registry.add(std::move(entry));
}

}  // namespace demandcast
