// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/distribution_engine.h"

namespace demandcast {

DistributionEngineEstimator::DistributionEngineEstimator(DistributionEngineOptions options,
                                                         std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> DistributionEngineEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                             const RunContext& context) const {
  const ErrorScale scale{error_form(options_.errors), level_periods(training, horizon.steps)};
  const PastOrigins origins = choose_past_origins(training, options_.windows, options_.step, horizon.steps);
  DemandSegments segments(options_.segments, recent_means(training, scale.level_periods));
  Horizon inner_horizon = horizon;
  inner_horizon.spans.clear();
  const PastForecasts past(*inner_, training, origins, 1, {0.5}, context);
  const PooledSamples samples = past_errors(past, horizon.spans, scale, segments);
  const ErrorQuantiles quantiles(samples, static_cast<double>(options_.min_errors));
  LearntErrors learnt{scale, horizon.steps, horizon.spans, std::move(segments), quantiles};
  return std::make_unique<DistributionEngineForecaster>(std::move(learnt),
                                                        inner_->fit(training, inner_horizon, context));
}

}  // namespace demandcast
