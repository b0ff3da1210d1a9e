// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/sqrf.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/features/targets.h"
#include "demandcast/models/forest/sqrf/saved_setting.h"
#include "demandcast/models/forest/sqrf/target_base.h"
#include "demandcast/models/forest/sqrf/training_sample.h"
#include "demandcast/models/pooled/pooled_model.h"

namespace demandcast {
namespace {

constexpr std::size_t kSeriesOfABlock = 256;

ForestOptions forest_options(const SqrfOptions& options) {
  return {
      .trees = static_cast<int>(options.trees),
      .sample_fraction = options.sample_fraction,
      .tree = {.criterion = options.criterion == "variance" ? SplitCriterion::kVariance : SplitCriterion::kQuantiles,
               .feature_fraction = options.feature_fraction,
               .min_leaf = static_cast<int>(options.min_leaf),
               .max_depth = TreeOptions{}.max_depth,
               .leaf_targets = static_cast<int>(options.leaf_targets)}};
}

/// Why a series that sold nothing up to `origin` has no forecast of its own.
FallbackReason reason_without_sale(const SeriesFeatures& series, Period origin) {
  const bool known = series.history().known(series.history().first(), origin) > 0;
  return known ? FallbackReason::kAllZero : FallbackReason::kNoHistory;
}

TargetBase base_of(const FeatureSet& set, const std::vector<double>& weights) {
  if (weights.size() == 1) return {};
  if (weights.size() == base_weight_count(set)) return {set, weights};
  throw FormatError(fmt::format("[sqrf] array \"base\" holds {} weights, 1 or {} wanted; fit the model again",
                                weights.size(), base_weight_count(set)));
}

/// One thread's way from a row to a forecast's cells.
class Answer {
 public:
  Answer(const Forest& forest, const TargetBase& base, const std::vector<double>& levels)
      : mixture_(forest), base_(base), levels_(levels) {}

  void fill(const SeriesFeatures& series, Period origin, const Span& target, double& mean,
            std::span<double> quantiles) {
    series.row(origin, target, row_);
    const double scale = series.level(origin) * base_.of(row_) * target.length;
    mixture_.ask(row_);
    mean = scale * mixture_.mean();
    mixture_.quantiles(levels_, quantiles);
    for (double& quantile : quantiles) quantile *= scale;
  }

 private:
  LeafMixture mixture_;
  const TargetBase& base_;
  const std::vector<double>& levels_;
  FeatureRow row_;
};

}  // namespace

std::unique_ptr<Forecaster> SqrfEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                               const RunContext& context) const {
  const std::optional<FeatureSet> set = feature_set_of(training);
  if (!set) throw DataError("[sqrf] there is nothing to learn from: the data have no series");
  TrainingSample sample = draw_training_sample(training, *set, horizon, options_, context);
  if (sample.empty()) {
    throw DataError("[sqrf] there is nothing to learn from: no series has sold anything and gone on after it");
  }
  Forest forest = Forest::grow(sample.training, forest_options(options_), context);
  return std::make_unique<SqrfForecaster>(
      SqrfSetting{options_, std::move(sample.facts), sample.base.weights(), feature_names(*set), horizon},
      std::move(forest));
}

std::vector<QuantileForecast> SqrfForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                       const RunContext& context) const {
  refuse_other_targets("sqrf", horizon, setting_.horizon);
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) forecasts.push_back(forecast(view, horizon, context));
  return forecasts;
}

QuantileForecast SqrfForecaster::forecast(const PanelView& view, const Horizon& horizon,
                                          const RunContext& context) const {
  const FeatureSet set(view);
  refuse_other_columns("sqrf", feature_names(set), setting_.features);
  const TargetBase base = base_of(set, setting_.base);
  QuantileForecast forecast(view, horizon);
  const std::size_t blocks = (view.series_count() + kSeriesOfABlock - 1) / kSeriesOfABlock;
  context.progress->start("sqrf: forecast", blocks, "blocks of series");
  parallel_for(blocks, context, [&](std::size_t block) {
    Answer answer(forest_, base, horizon.levels);
    const std::size_t end = std::min(view.series_count(), (block + 1) * kSeriesOfABlock);
    for (std::size_t i = block * kSeriesOfABlock; i < end; ++i) {
      const SeriesFeatures series(set, view, i, horizon.steps, setting_.facts);
      const Period origin = view.origin(i);
      if (!(series.level(origin) > 0)) {
        forecast.set_reason(i, reason_without_sale(series, origin));
        continue;
      }
      for (int step = 0; step < horizon.steps; ++step) {
        answer.fill(series, origin, {step, 1}, forecast.mean(i, step), forecast.quantiles(i, step));
      }
      for (std::size_t span = 0; span < horizon.spans.size(); ++span) {
        answer.fill(series, origin, horizon.spans[span], forecast.span_mean(i, span), forecast.span_quantiles(i, span));
      }
      forecast.make_valid(i);
    }
  });
  context.progress->finish();
  return forecast;
}

void SqrfForecaster::save(ArtifactWriter& writer) const {
  save_setting(setting_, writer);
  forest_.save(writer);
}

}  // namespace demandcast
