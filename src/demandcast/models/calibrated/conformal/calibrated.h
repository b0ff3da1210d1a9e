// The calibrated wrapper: the quantiles of any model, moved to where the past says they belong.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/conformal/calibrated_options.h"
#include "demandcast/models/calibrated/conformal/calibration_map.h"
#include "demandcast/models/calibrated/conformal/error_blend.h"
#include "demandcast/models/calibrated/conformal/fallback_outcomes.h"
#include "demandcast/models/calibrated/conformal/span_calibration.h"
#include "demandcast/models/calibrated/past/series_pools.h"
#include "demandcast/models/calibrated/paths/error_templates.h"

namespace demandcast {

/// What the wrapper learnt beside the inner model.
struct LearntCalibration {
  int steps = 0;
  ErrorBlend blend;
  SeriesPools pools;
  CalibrationMap map;
  FallbackOutcomes fallbacks;
  SpanCalibration spans;
  std::shared_ptr<const ErrorTemplates> templates;  ///< what goes together in sample paths
};

/// Fits the inner model before past origins, so that outcomes are out of sample (past_forecasts.h), and with
/// everything, for the forecasts. Costs `fits` + 1 fits and 3 `windows` forecasts.
class CalibratedEstimator final : public Estimator {
 public:
  CalibratedEstimator(CalibratedOptions options, std::unique_ptr<Estimator> inner);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override { return inner_->is_local(); }

 private:
  CalibratedOptions options_;
  std::unique_ptr<Estimator> inner_;
};

/// quantile(q) = the quantile of the inner forecast, blended (error_blend.h), at the position that the map gives q for
/// the step and pool, not below zero, a whole number where demand is counted. The mean, the reasons and the explanation
/// are the inner model's. Series that fell back are given what such series did (fallback_outcomes.h), mean too. Knows
/// the steps of the fit; more are a ConfigError. Any levels.
class CalibratedForecaster final : public Forecaster {
 public:
  CalibratedForecaster(LearntCalibration learnt, std::unique_ptr<Forecaster> inner);
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override {
    return inner_->explain(view, series, context);
  }
  std::vector<std::string> notes() const override { return inner_->notes(); }
  ModelInsight insight() const override { return inner_->insight(); }
  bool forecasts_spans() const override { return true; }  ///< span_calibration.h
  bool samples_paths() const override { return true; }    ///< quantile_paths.h
  std::unique_ptr<PathSampler> path_sampler(const PanelView& view, int steps, int count,
                                            const RunContext& context) const override;
  /// The inner model saves itself under "inner".
  void save(ArtifactWriter& writer) const override;

 private:
  void move_quantiles(const PanelView& view, std::size_t i, QuantileForecast& inner, QuantileForecast& out) const;
  void move_spans(const PanelView& view, const QuantileForecast& inner, QuantileForecast& out,
                  const RunContext& context) const;

  LearntCalibration learnt_;
  std::unique_ptr<Forecaster> inner_;
};

}  // namespace demandcast
