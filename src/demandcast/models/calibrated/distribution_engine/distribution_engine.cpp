// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/distribution_engine.h"

#include <algorithm>
#include <cstdint>

#include "demandcast/models/calibrated/distribution_engine/earlier_stream.h"

namespace demandcast {
namespace {

/// What is asked of the training before anything is learnt.
struct TrainingShape {
  std::vector<double> means;         ///< [series] recent demand
  std::vector<std::size_t> lengths;  ///< [series] periods up to the origin
};

/// Error origins a quarter horizon apart, as many as leave half of the median history to the fit before them:
/// neighbours share most of their truth, and a fit on little data makes errors that the model itself would not.
ErrorOrigins origins_of(const DistributionEngineOptions& options, int steps, std::vector<std::size_t> lengths) {
  ErrorOrigins origins{1, options.step > 0 ? static_cast<int>(options.step) : std::max(1, steps / 4), steps};
  if (lengths.empty()) return origins;
  const auto middle = lengths.begin() + std::ssize(lengths) / 2;
  std::nth_element(lengths.begin(), middle, lengths.end());
  const auto room = (static_cast<std::int64_t>(*middle) / 2 - steps) / origins.step;
  origins.windows = static_cast<int>(std::clamp<std::int64_t>(room + 1, 1, options.windows));
  return origins;
}

/// A level over at least a season and twice the horizon.
std::size_t level_periods(const PanelStream& training, int steps) {
  int season = 1;
  if (training.shard_count() > 0) {
    training.visit(0, [&](const PanelView& view) { season = view.frequency().default_season(); });
  }
  return static_cast<std::size_t>(std::max(season, 2 * steps));
}

TrainingShape shape_of(const PanelStream& training, std::size_t periods) {
  TrainingShape shape;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        shape.means.push_back(demand_level(view.series(i), periods).mean);
        shape.lengths.push_back(view.series(i).length());
      }
    });
  }
  return shape;
}

}  // namespace

DistributionEngineEstimator::DistributionEngineEstimator(DistributionEngineOptions options,
                                                         std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> DistributionEngineEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                             const RunContext& context) const {
  const ErrorScale scale{error_form(options_.errors), level_periods(training, horizon.steps)};
  TrainingShape shape = shape_of(training, scale.level_periods);
  const ErrorOrigins origins = origins_of(options_, horizon.steps, std::move(shape.lengths));
  DemandSegments segments(options_.segments, std::move(shape.means));
  Horizon inner_horizon = horizon;
  inner_horizon.spans.clear();
  const auto early = inner_->fit(EarlierStream(training, origins.oldest()), inner_horizon, context);
  const ErrorSamples samples = past_errors(*early, training, horizon, origins, scale, segments, context);
  const ErrorQuantiles quantiles(samples, static_cast<double>(options_.min_errors));
  LearntErrors learnt{scale, horizon.steps, horizon.spans, std::move(segments), quantiles};
  return std::make_unique<DistributionEngineForecaster>(std::move(learnt),
                                                        inner_->fit(training, inner_horizon, context));
}

}  // namespace demandcast
