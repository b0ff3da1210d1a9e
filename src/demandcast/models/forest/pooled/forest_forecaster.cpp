// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/forest_forecaster.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/models/forest/pooled/forest_answer.h"
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
  std::vector<ForestPart> parts;
  parts.push_back({std::move(sample.facts), sample.base.weights(), std::move(sample.fill), std::move(forest)});
  return std::make_unique<ForestForecaster>(ForestSetting{owner, feature_names(*set), horizon, std::move(insight)},
                                            std::move(parts));
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
  std::vector<TargetBase> bases;
  for (const ForestPart& part : parts_) bases.push_back(base_of(setting_.owner, set, part.base));
  QuantileForecast forecast(view, horizon);
  const std::size_t blocks = (view.series_count() + kSeriesOfABlock - 1) / kSeriesOfABlock;
  context.progress->start(setting_.owner + ": forecast", blocks, "blocks of series");
  parallel_for(blocks, context, [&](std::size_t block) {
    ForestAnswer answer(parts_, bases, horizon.levels);
    const std::size_t end = std::min(view.series_count(), (block + 1) * kSeriesOfABlock);
    for (std::size_t i = block * kSeriesOfABlock; i < end; ++i) {
      std::vector<SeriesFeatures> series;  // as each part sees it
      for (const ForestPart& part : parts_) series.emplace_back(set, view, i, horizon.steps, part.facts);
      const Period origin = view.origin(i);
      if (!(series.front().level(origin) > 0)) {
        forecast.set_reason(i, reason_without_sale(series.front(), origin));
        continue;
      }
      for (int step = 0; step < horizon.steps; ++step) {
        answer.fill(series, origin, {step, 1}, forecast.mean(i, step), forecast.quantiles(i, step));
      }
      for (std::size_t span = 0; span < horizon.spans.size(); ++span) {
        answer.fill(series, origin, horizon.spans[span], forecast.span_mean(i, span), forecast.span_quantiles(i, span));
      }
    }
    answer.finish();
    for (std::size_t i = block * kSeriesOfABlock; i < end; ++i) forecast.make_valid(i);
  });
  context.progress->finish();
  return forecast;
}

namespace {

void save_part(const ForestPart& part, ArtifactWriter& writer) {
  writer.numbers("base", part.base);
  writer.floats("fill", part.fill.medians());
  save_pooled_facts(part.facts, writer);
  part.forest.save(writer);
}

/// With as many medians as features where it is `filled`, else none.
ForestPart load_part(const std::string& owner, bool filled, std::size_t features, const ArtifactReader& reader) {
  ForestPart part{load_pooled_facts(owner, reader), reader.numbers("base"), MedianFill(reader.floats("fill")),
                  Forest::load(reader)};
  if (part.forest.edges().feature_count() != features || part.fill.medians().size() != (filled ? features : 0)) {
    throw FormatError(
        fmt::format("[{}] the forest has another number of features than names; fit the model again", owner));
  }
  return part;
}

}  // namespace

void ForestForecaster::save(ArtifactWriter& writer) const {
  writer.texts("features", setting_.features);
  save_horizon(setting_.horizon, writer);
  save_insight(setting_.insight, writer);
  save_part(parts_.front(), writer);
  std::vector<std::string> further;
  for (std::size_t i = 1; i < parts_.size(); ++i) {
    further.push_back(fmt::format("part{}", i));
    ArtifactWriter of_part = writer.part(further.back());
    save_part(parts_[i], of_part);
  }
  if (!further.empty()) writer.texts("parts", std::move(further));
}

std::unique_ptr<Forecaster> load_forest(const std::string& owner, bool filled, const ArtifactReader& reader) {
  ForestSetting setting{owner, reader.texts("features"), load_horizon(owner, reader), load_insight(owner, reader)};
  const std::size_t features = setting.features.size();
  std::vector<ForestPart> parts;
  parts.push_back(load_part(owner, filled, features, reader));
  if (reader.has_texts("parts")) {
    for (const std::string& name : reader.texts("parts")) {
      parts.push_back(load_part(owner, filled, features, reader.part(name)));
    }
  }
  return std::make_unique<ForestForecaster>(std::move(setting), std::move(parts));
}

}  // namespace demandcast
