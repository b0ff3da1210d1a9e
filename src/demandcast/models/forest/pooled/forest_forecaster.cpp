// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/forest_forecaster.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/features/targets.h"
#include "demandcast/models/forest/pooled/target_base.h"
#include "demandcast/models/forest/pooled/training_sample.h"
#include "demandcast/models/pooled/pooled_model.h"

namespace demandcast {
namespace {

constexpr std::size_t kSeriesOfABlock = 256;

/// Why a series that sold nothing up to `origin` has no forecast of its own.
FallbackReason reason_without_sale(const SeriesFeatures& series, Period origin) {
  const bool known = series.history().known(series.history().first(), origin) > 0;
  return known ? FallbackReason::kAllZero : FallbackReason::kNoHistory;
}

TargetBase base_of(const std::string& owner, const FeatureSet& set, const std::vector<double>& weights) {
  if (weights.size() == 1) return {};
  if (weights.size() == base_weight_count(set)) return {set, weights};
  throw FormatError(fmt::format("[{}] array \"base\" holds {} weights, 1 or {} wanted; fit the model again", owner,
                                weights.size(), base_weight_count(set)));
}

/// One thread's way from a row to a forecast's cells.
class Answer {
 public:
  Answer(const Forest& forest, const TargetBase& base, const MedianFill& fill, const std::vector<double>& levels)
      : mixture_(forest), base_(base), fill_(fill), levels_(levels) {}

  void fill(const SeriesFeatures& series, Period origin, const Span& target, double& mean,
            std::span<double> quantiles) {
    series.row(origin, target, row_);
    const double scale = series.level(origin) * base_.of(row_) * target.length;
    fill_.apply(row_);
    mixture_.ask(row_);
    mean = scale * mixture_.mean();
    mixture_.quantiles(levels_, quantiles);
    for (double& quantile : quantiles) quantile *= scale;
  }

 private:
  LeafMixture mixture_;
  const TargetBase& base_;
  const MedianFill& fill_;
  const std::vector<double>& levels_;
  FeatureRow row_;
};

}  // namespace

std::unique_ptr<Forecaster> fit_forest(const PanelStream& training, const Horizon& horizon,
                                       const SampleOptions& sample_options, const ForestOptions& options,
                                       const InsightOptions& insight_options, const RunContext& context) {
  const std::string& owner = sample_options.owner;
  const std::optional<FeatureSet> set = feature_set_of(training);
  if (!set) throw DataError(fmt::format("[{}] there is nothing to learn from: the data have no series", owner));
  check_partials(owner, insight_options, *set);
  TrainingSample sample = draw_training_sample(training, *set, horizon, sample_options, context);
  if (sample.empty()) {
    throw DataError(
        fmt::format("[{}] there is nothing to learn from: no series has sold anything and gone on after it", owner));
  }
  Forest forest = Forest::grow(sample.training, options, context);
  ModelInsight insight = look_into(forest, sample, *set, options, insight_options, context);
  ForestSetting setting{
      owner,   std::move(sample.facts), sample.base.weights(), std::move(sample.fill), feature_names(*set),
      horizon, std::move(insight)};
  return std::make_unique<ForestForecaster>(std::move(setting), std::move(forest));
}

std::vector<QuantileForecast> ForestForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                         const RunContext& context) const {
  refuse_other_targets(setting_.owner, horizon, setting_.horizon);
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) forecasts.push_back(forecast(view, horizon, context));
  return forecasts;
}

QuantileForecast ForestForecaster::forecast(const PanelView& view, const Horizon& horizon,
                                            const RunContext& context) const {
  const FeatureSet set(view);
  refuse_other_columns(setting_.owner, feature_names(set), setting_.features);
  const TargetBase base = base_of(setting_.owner, set, setting_.base);
  QuantileForecast forecast(view, horizon);
  const std::size_t blocks = (view.series_count() + kSeriesOfABlock - 1) / kSeriesOfABlock;
  context.progress->start(setting_.owner + ": forecast", blocks, "blocks of series");
  parallel_for(blocks, context, [&](std::size_t block) {
    Answer answer(forest_, base, setting_.fill, horizon.levels);
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

void ForestForecaster::save(ArtifactWriter& writer) const {
  writer.texts("features", setting_.features);
  save_horizon(setting_.horizon, writer);
  writer.numbers("base", setting_.base);
  writer.floats("fill", setting_.fill.medians());
  save_pooled_facts(setting_.facts, writer);
  save_insight(setting_.insight, writer);
  forest_.save(writer);
}

std::unique_ptr<Forecaster> load_forest(const std::string& owner, bool filled, const ArtifactReader& reader) {
  ForestSetting setting{owner,
                        load_pooled_facts(owner, reader),
                        reader.numbers("base"),
                        MedianFill(reader.floats("fill")),
                        reader.texts("features"),
                        load_horizon(owner, reader),
                        load_insight(owner, reader)};
  Forest forest = Forest::load(reader);
  const std::size_t features = setting.features.size();
  if (forest.edges().feature_count() != features || setting.fill.medians().size() != (filled ? features : 0)) {
    throw FormatError(
        fmt::format("[{}] the forest has another number of features than names; fit the model again", owner));
  }
  return std::make_unique<ForestForecaster>(std::move(setting), std::move(forest));
}

}  // namespace demandcast
