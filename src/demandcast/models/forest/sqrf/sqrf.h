// The Sparse Quantile Random Forest: one forest over all series and horizons, quantiles from its leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/features/feature_set.h"
#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/forest/sqrf/sqrf_options.h"
#include "demandcast/models/forest/trees/forest.h"

namespace demandcast {

/// See README.md. Learns steps 1 .. horizon.steps and horizon.spans; every origin of the history is an example.
class SqrfEstimator final : public Estimator {
 public:
  explicit SqrfEstimator(SqrfOptions options) : options_(std::move(options)) {}
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;

 private:
  SqrfOptions options_;
};

/// What a forest was trained on, besides its trees.
struct SqrfSetting {
  SqrfOptions options;
  PooledFacts facts;
  std::vector<double> base;           ///< TargetBase::weights()
  std::vector<std::string> features;  ///< names, in the order of the forest's bins
  Horizon horizon;                    ///< of the fit
};

class SqrfForecaster final : public Forecaster {
 public:
  SqrfForecaster(SqrfSetting setting, Forest forest) : setting_(std::move(setting)), forest_(std::move(forest)) {}
  /// Throws ConfigError for more steps, or other spans, than were learnt, and for data without the columns learnt
  /// from; FormatError where loaded weights of the base are not as many as there are candidates.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  bool forecasts_spans() const override { return true; }
  void save(ArtifactWriter& writer) const override;

 private:
  QuantileForecast forecast(const PanelView& view, const Horizon& horizon, const RunContext& context) const;

  SqrfSetting setting_;
  Forest forest_;
};

}  // namespace demandcast
