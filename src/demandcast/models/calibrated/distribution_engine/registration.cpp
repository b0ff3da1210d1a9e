// Registers the Distribution Engine: how it is made around an inner model, and how it is loaded.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/calibrated/distribution_engine/distribution_engine.h"
#include "demandcast/models/calibrated/past/saved_pools.h"

namespace demandcast {
namespace {

constexpr const char* kName = "distribution_engine";

std::vector<Span> load_spans(const ArtifactReader& reader) {
  const auto& numbers = reader.integers("spans");
  if (numbers.size() % 2 != 0) {
    throw FormatError(fmt::format("[{}] array \"spans\" holds no whole pairs; fit the model again", kName));
  }
  std::vector<Span> spans;
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    spans.push_back({static_cast<int>(numbers[i]), static_cast<int>(numbers[i + 1])});
  }
  return spans;
}

std::unique_ptr<Forecaster> load(const OptionValues& values, const ArtifactReader& reader,
                                 std::unique_ptr<Forecaster> inner) {
  const auto options = read_options<DistributionEngineOptions>(kName, values);
  const ErrorScale scale{error_form(options.errors),
                         static_cast<std::size_t>(load_positive(reader, "level_periods", kName))};
  const auto steps = static_cast<int>(load_positive(reader, "steps", kName));
  std::vector<Span> spans = load_spans(reader);
  auto segments = DemandSegments::from_cuts(options.segments, reader.numbers("velocity_cuts"));
  const std::size_t targets = static_cast<std::size_t>(steps) + spans.size();
  ErrorQuantiles quantiles(targets, segments.count(), reader.numbers("error_quantiles"));
  LearntErrors learnt{scale, steps, std::move(spans), std::move(segments), std::move(quantiles)};
  return std::make_unique<DistributionEngineForecaster>(std::move(learnt), std::move(inner));
}

}  // namespace

void register_distribution_engine(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kName;
  entry.summary = "quantiles from the past errors of any model's point forecast; spans, too";
  entry.source = "Amazon Science 2021, The history of Amazon's forecasting algorithm (the plain form)";
  entry.wraps = true;
  entry.forecasts_spans = true;
  entry.options = list_options<DistributionEngineOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator> inner) {
    return std::make_unique<DistributionEngineEstimator>(read_options<DistributionEngineOptions>(kName, values),
                                                         std::move(inner));
  };
  entry.load = load;
  registry.add(std::move(entry));
}

}  // namespace demandcast
