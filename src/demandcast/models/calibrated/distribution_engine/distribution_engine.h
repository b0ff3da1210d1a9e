// The Distribution Engine: errors of the past laid upon any model's point forecast.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/distribution_engine/distribution_engine_options.h"
#include "demandcast/models/calibrated/distribution_engine/past_errors.h"

namespace demandcast {

/// What the engine learnt beside the inner model.
struct LearntErrors {
  ErrorScale scale;
  int steps = 0;
  std::vector<Span> spans;  ///< targets are the steps, then these
  DemandSegments segments;
  ErrorQuantiles quantiles;
};

/// Fits the inner model twice: once at an origin before all error origins, so that its errors are out of sample, and
/// once with everything, for the forecasts. Costs two fits and `windows` forecasts.
class DistributionEngineEstimator final : public Estimator {
 public:
  DistributionEngineEstimator(DistributionEngineOptions options, std::unique_ptr<Estimator> inner);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override { return inner_->is_local(); }

 private:
  DistributionEngineOptions options_;
  std::unique_ptr<Estimator> inner_;
};

/// quantile(q) = mean of the inner forecast with the error quantile of its step and segment laid upon it, not below
/// zero. The mean, the reasons and the explanation are the inner model's. Series without demand so far keep the point
/// forecast at every level. Knows the steps and spans of the fit; others are a ConfigError. Any levels.
class DistributionEngineForecaster final : public Forecaster {
 public:
  DistributionEngineForecaster(LearntErrors errors, std::unique_ptr<Forecaster> inner);
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override {
    return inner_->explain(view, series, context);
  }
  std::vector<std::string> notes() const override { return inner_->notes(); }
  ModelInsight insight() const override { return inner_->insight(); }
  bool forecasts_spans() const override { return true; }
  /// The inner model saves itself under "inner".
  void save(ArtifactWriter& writer) const override;

 private:
  std::vector<std::size_t> span_targets(const Horizon& horizon) const;
  void lay_errors(const SeriesView& series, const std::vector<std::size_t>& span_targets, const QuantileForecast& point,
                  QuantileForecast& out) const;

  LearntErrors errors_;
  std::unique_ptr<Forecaster> inner_;
};

}  // namespace demandcast
