// Registers the launch analogues: how they are made around an inner model, and how they are loaded.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/patchwork/launch_analogues/launch_analogues.h"
#include "demandcast/models/patchwork/launch_analogues/saved_launches.h"

namespace demandcast {
namespace {

constexpr const char* kName = "launch_analogues";

std::unique_ptr<Forecaster> load(const OptionValues& values, const ArtifactReader& reader,
                                 std::unique_ptr<Forecaster> inner) {
  const auto options = read_options<LaunchAnaloguesOptions>(kName, values);
  return std::make_unique<LaunchAnaloguesForecaster>(
      LaunchCatalogue(load_launches(options, reader)),
      Succession(options.replaces == "none" ? "" : options.replaces, reader), std::move(inner));
}

}  // namespace

void register_launch_analogues(ModelRegistry& registry) {
  ModelEntry entry;
  entry.name = kName;
  entry.summary =
      "products with no or little history from how similar ones launched, attributes weighted by past launches; the "
      "inner model takes the others";
  entry.source =
      "Amazon Science 2021, The history of Amazon's forecasting algorithm; Nadaraya 1964 (kernel weights); "
      "Gelman et al. 2013, Bayesian Data Analysis, 2.6 (gamma-Poisson)";
  entry.wraps = true;
  entry.options = list_options<LaunchAnaloguesOptions>();
  entry.make = [](const OptionValues& values, std::unique_ptr<Estimator> inner) {
    return std::make_unique<LaunchAnaloguesEstimator>(read_options<LaunchAnaloguesOptions>(kName, values),
                                                      std::move(inner));
  };
  entry.load = load;
  registry.add(std::move(entry));
}

}  // namespace demandcast
