// The wrapper that forecasts young products from how similar ones launched, and leaves the others to its inner model.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/patchwork/launch_analogues/launch_analogues_options.h"
#include "demandcast/models/patchwork/launch_analogues/launch_catalogue.h"
#include "demandcast/models/patchwork/launch_analogues/succession.h"

namespace demandcast {

class LaunchAnaloguesEstimator final : public Estimator {
 public:
  LaunchAnaloguesEstimator(LaunchAnaloguesOptions options, std::unique_ptr<Estimator> inner);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override { return inner_->is_local(); }

 private:
  LaunchAnaloguesOptions options_;
  std::unique_ptr<Estimator> inner_;
};

/// A series that is young at its origin gets the quantiles of its outlook (launch_outlook.h), spans and paths too;
/// every other one, and products that take over a history (succession.h), what the inner model says, bit for bit. Spans
/// and paths where the inner model has them.
class LaunchAnaloguesForecaster final : public Forecaster {
 public:
  LaunchAnaloguesForecaster(LaunchCatalogue launches, Succession succession, std::unique_ptr<Forecaster> inner);
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  ModelInsight insight() const override { return inner_->insight(); }
  /// Of a young series: form "launch_analogues" (and, where no product is similar, what stands in), parameters "age"
  /// and "level", and as relatives the ten analogues that count most. Of others: the inner model's.
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override;
  /// Where too few launches were seen to forecast from.
  std::vector<std::string> notes() const override;
  bool forecasts_spans() const override { return inner_->forecasts_spans(); }
  bool samples_paths() const override { return inner_->samples_paths(); }
  std::unique_ptr<PathSampler> path_sampler(const PanelView& view, int steps, int count,
                                            const RunContext& context) const override;
  std::unique_ptr<PathSampler> simulation(const PanelView& view, int steps, int count,
                                          const RunContext& context) const override;
  /// Writes what saved_launches.h reads; the inner model saves itself under "inner".
  void save(ArtifactWriter& writer) const override;

  const LaunchCatalogue& launches() const { return launches_; }

 private:
  /// Nothing for a series that is left to the inner model.
  std::optional<LaunchForecast> young_forecast(const PanelView& view, std::size_t series, int steps) const;
  QuantileForecast forecast_view(const PanelView& view, const Horizon& horizon, const RunContext& context) const;

  class Sampler;
  LaunchCatalogue launches_;
  Succession succession_;
  std::unique_ptr<Forecaster> inner_;
};

}  // namespace demandcast
