// The wrapper that makes forecasts calmer: the mean of what was said of a date from this and from earlier origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/origin_ensemble/origin_ensemble_options.h"

namespace demandcast {

/// Fits the inner model and nothing else.
class OriginEnsembleEstimator final : public Estimator {
 public:
  OriginEnsembleEstimator(OriginEnsembleOptions options, std::unique_ptr<Estimator> inner);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override { return inner_->is_local(); }
  bool fits_apart() const override { return inner_->fits_apart(); }

 private:
  OriginEnsembleOptions options_;
  std::unique_ptr<Estimator> inner_;
};

/// Of a date the mean of means, and of quantiles level by level, that the inner model gives from the origin and from
/// those 1 .. origins - 1 periods before it, weighted by weight^j [forecast combination over creation times: forking
/// sequences, arXiv 2510.04487, sec. on ensembling]. An earlier origin takes part as far as its horizon reaches, and
/// not where the inner model could not forecast the series from it; the last step is the inner model's alone. Spans are
/// left to `paths`, put around it. Costs `origins` forecasts.
class OriginEnsembleForecaster final : public Forecaster {
 public:
  OriginEnsembleForecaster(OriginEnsembleOptions options, std::unique_ptr<Forecaster> inner);
  /// Throws ConfigError for spans.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override {
    return inner_->explain(view, series, context);
  }
  std::vector<std::string> notes() const override { return inner_->notes(); }
  ModelInsight insight() const override { return inner_->insight(); }
  /// The inner model saves itself under "inner".
  void save(ArtifactWriter& writer) const override;

 private:
  OriginEnsembleOptions options_;
  std::unique_ptr<Forecaster> inner_;
};

}  // namespace demandcast
