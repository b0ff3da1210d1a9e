// The wrapper that draws sample paths, and from them spans, around any model.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/paths/error_templates.h"
#include "demandcast/models/calibrated/paths/paths_options.h"

namespace demandcast {

/// Learns from past origins how the inner model's errors go together (past_outcomes.h), and the inner model from
/// everything. Costs `fits` + 1 fits and `windows` forecasts.
class PathsEstimator final : public Estimator {
 public:
  PathsEstimator(PathsOptions options, std::unique_ptr<Estimator> inner);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override { return inner_->is_local(); }

 private:
  PathsOptions options_;
  std::unique_ptr<Estimator> inner_;
};

/// Forecasts as the inner model does; spans come from sample paths. Draws paths of at most the steps of the fit.
class PathsForecaster final : public Forecaster {
 public:
  PathsForecaster(std::shared_ptr<const ErrorTemplates> templates, bool simulates, std::unique_ptr<Forecaster> inner);
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override {
    return inner_->explain(view, series, context);
  }
  std::vector<std::string> notes() const override { return inner_->notes(); }
  ModelInsight insight() const override { return inner_->insight(); }
  bool forecasts_spans() const override { return true; }
  bool samples_paths() const override { return true; }
  std::unique_ptr<PathSampler> path_sampler(const PanelView& view, int steps, int count,
                                            const RunContext& context) const override;
  /// The inner model saves itself under "inner".
  void save(ArtifactWriter& writer) const override;

 private:
  std::shared_ptr<const ErrorTemplates> templates_;
  bool simulates_;  ///< whether periods go together as the inner model's equations say
  std::unique_ptr<Forecaster> inner_;
};

}  // namespace demandcast
