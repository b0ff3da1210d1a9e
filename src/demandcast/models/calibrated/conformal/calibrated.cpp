// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/calibrated.h"

#include "demandcast/models/calibrated/conformal/pooled_outcomes.h"
#include "demandcast/models/calibrated/conformal/small_sample_stretch.h"
#include "demandcast/models/calibrated/past/past_outcomes.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

constexpr std::size_t kFolds = 4;  // of series, to learn from the errors of others

}  // namespace

CalibratedEstimator::CalibratedEstimator(CalibratedOptions options, std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> CalibratedEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                     const RunContext& context) const {
  const PastOrigins origins = choose_past_origins(training, options_.past.windows, options_.past.step, horizon.steps);
  const std::size_t periods = level_periods(training, horizon.steps);
  const PastForecasts past(*inner_, training, origins, options_.past.fits, CurveLevels::standard().levels(), context);
  const std::vector<double> means = recent_means(training, periods);
  const DemandSegments segments("both", means);
  const HeldOutErrors errors(past_errors_by_fold(past, {}, {ErrorForm::kScaled, periods}, segments, kFolds),
                             static_cast<double>(options_.min_errors));
  ErrorBlend blend(past, segments, periods, errors);
  PooledSamples fallbacks(static_cast<std::size_t>(horizon.steps), kInfancies);
  const SeriesPools pools(options_.pools, training, periods);
  PoolRecord pool_record(means.size(), origins);
  const bool from_paths = options_.spans == "paths";
  const std::vector<Span> spans = from_paths ? std::vector<Span>{} : horizon.spans;
  const std::size_t pool_count = pools.count(pools.depth());
  PooledOutcomes sums{PooledSamples(spans.size(), pool_count), std::vector<double>(pool_count)};
  const OutcomeRecord record = past_outcomes(
      past,
      [&](PastForecast& at) {
        add_fallback_outcomes(at, periods, fallbacks);
        pool_record.note(at, pools);
        for (std::size_t i = 0; i < at.then.series_count(); ++i) {
          blend.blend(at.then, i, at.forecast, errors.without(at.then.id(i)));
        }
        add_span_outcomes(at, pools, origins, spans, context.seed, sums);
      },
      context.seed);
  const PooledOutcomes outcomes = pooled_outcomes(record, pool_record, origins, pool_count);
  std::vector<std::size_t> nesting;
  for (std::size_t depth = 0; depth <= pools.depth(); ++depth) nesting.push_back(pools.count(depth));
  auto templates = std::make_shared<const ErrorTemplates>(record, context.seed);
  const auto min_outcomes = static_cast<double>(options_.min_outcomes);
  const double stretch = small_sample_stretch(*templates, origins);
  const CalibrationMap map(outcomes, nesting, min_outcomes, stretch);
  const Horizon inner_horizon{horizon.steps, CurveLevels::standard().levels(), {}};
  return std::make_unique<CalibratedForecaster>(
      LearntCalibration{horizon.steps, std::move(blend), pools, map, FallbackOutcomes(fallbacks, periods, min_outcomes),
                        SpanCalibration(spans, sums, nesting, min_outcomes, stretch), std::move(templates)},
      inner_->fit(training, inner_horizon, context));
}

}  // namespace demandcast
