// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/feature_set.h"

#include <algorithm>
#include <cmath>

#include "demandcast/features/calendar_features.h"
#include "demandcast/features/channel_features.h"
#include "demandcast/features/demand_features.h"
#include "demandcast/features/season_features.h"

namespace demandcast {
namespace {

bool is_plan(const Channel& channel) { return channel.role == ChannelRole::kKnownFuture; }

void declare_pooled_seasons(const FeatureSpans& spans, const std::vector<StaticColumn>& statics,
                            std::vector<FeatureInfo>& infos) {
  if (spans.year == 0) return;
  infos.push_back({"catalogue_season", "season", "long level x how all series moved from here to there a year ago",
                   FeatureTime::kTarget, true});
  for (const StaticColumn& column : statics) {
    if (column.kind != StaticKind::kCategory) continue;
    infos.push_back({column.name + ".season", "season", "the same of the series with the same " + column.name,
                     FeatureTime::kTarget, true});
  }
}

}  // namespace

FeatureSet::FeatureSet(const Frequency& frequency, const std::vector<Channel>& channels,
                       const std::vector<StaticColumn>& statics)
    : spans_(FeatureSpans::of(frequency)) {
  const auto here = [&] { return static_cast<std::uint32_t>(infos_.size()); };
  infos_.push_back({"step", "horizon", "periods from the origin to the target's first", FeatureTime::kTarget});
  infos_.push_back({"length", "horizon", "periods of the target", FeatureTime::kTarget});
  starts_.demand = here();
  declare_demand_features(spans_, infos_);
  starts_.season = here();
  declare_season_features(spans_, infos_);
  declare_pooled_seasons(spans_, statics, infos_);
  starts_.calendar = here();
  declare_calendar_features(frequency, infos_);
  starts_.plan = here();
  for (const Channel& channel : channels) {
    if (is_plan(channel)) declare_channel_features(channel, infos_);
  }
  if (std::ranges::any_of(channels, is_plan)) declare_similar_periods(infos_);
  starts_.past = here();
  for (const Channel& channel : channels) {
    if (!is_plan(channel)) declare_channel_features(channel, infos_);
  }
  starts_.statics = here();
  declare_static_features(statics, infos_);
}

std::vector<ChannelValues> plans_of(const PanelView& view, std::size_t series, int steps) {
  std::vector<ChannelValues> plans;
  for (const Channel& channel : view.channels()) {
    if (is_plan(channel)) plans.emplace_back(view.series(series), channel, steps);
  }
  return plans;
}

SeriesFeatures::SeriesFeatures(const FeatureSet& set, const PanelView& view, std::size_t series, int steps,
                               const PooledFacts& facts)
    : set_(&set),
      levels_(facts.levels),
      frequency_(view.frequency()),
      history_(view.series(series)),
      plans_(plans_of(view, series, steps)),
      catalogue_(facts.seasons.find(GroupSeasons::kCatalogue)) {
  for (const Channel& channel : view.channels()) {
    if (!is_plan(channel)) past_.emplace_back(view.series(series), channel, steps);
  }
  if (!plans_.empty()) similar_.emplace(history_, set.spans());
  FeatureSink sink(statics_, set.starts().statics);
  static_features(view.series(series), view.statics(), facts.order, sink);
  for (const StaticColumn& column : view.statics()) {
    if (column.kind != StaticKind::kCategory) continue;
    const std::int32_t code = view.series(series).static_code(column);
    groups_.push_back(
        code < 0 ? nullptr
                 : facts.seasons.find(group_name(column.name, column.categories[static_cast<std::size_t>(code)])));
  }
}

double SeriesFeatures::level(Period origin) const {
  const double level = demand_level(history_, set_->spans(), origin);
  if (level > 0 || history_.known(history_.first(), origin) > 0) return std::max(level, levels_.least);
  return levels_.unknown;
}

void SeriesFeatures::add_seasons(Period origin, const Span& target, FeatureRow& row) const {
  const FeatureSpans& spans = set_->spans();
  const double level = this->level(origin);
  FeatureSink sink(row, set_->starts().season);
  season_features(history_, spans, origin, target, level, sink);
  if (spans.year == 0) return;
  const double now = history_.mean(origin - spans.long_level + 1, origin) / level;
  sink(now * season_move(catalogue_, catalogue_, spans, origin, target));
  for (const GroupSeasons::Group* group : groups_) sink(now * season_move(group, catalogue_, spans, origin, target));
}

void SeriesFeatures::add_plans(Period origin, const Span& target, std::span<const ChannelValues> plans,
                               FeatureRow& row) const {
  FeatureSink sink(row, set_->starts().plan);
  for (const ChannelValues& plan : plans) plan_features(plan, set_->spans(), origin, target, sink);
  if (plans.empty()) return;
  similar_->tell(history_, plans, origin, target, level(origin), sink);
}

void SeriesFeatures::add_past(Period origin, FeatureRow& row) const {
  FeatureSink sink(row, set_->starts().past);
  for (const ChannelValues& past : past_) past_features(past, set_->spans(), origin, sink);
}

void SeriesFeatures::origin_row(Period origin, FeatureRow& row) const {
  row.clear();
  FeatureSink sink(row, set_->starts().demand);
  demand_features(history_, set_->spans(), origin, level(origin), sink);
  add_past(origin, row);
  row.add(statics_);
}

void SeriesFeatures::target_row(Period origin, const Span& target, std::span<const ChannelValues> plans,
                                FeatureRow& row) const {
  row.clear();
  add_seasons(origin, target, row);
  add_plans(origin, target, plans, row);
}

void SeriesFeatures::row(Period origin, const Span& target, std::span<const ChannelValues> plans,
                         FeatureRow& row) const {
  row.clear();
  FeatureSink sink(row, 0);
  sink(target.lead + 1);
  sink(target.length);
  demand_features(history_, set_->spans(), origin, level(origin), sink);
  add_seasons(origin, target, row);
  FeatureSink calendar(row, set_->starts().calendar);
  calendar_features(frequency_, origin, target, calendar);
  add_plans(origin, target, plans, row);
  add_past(origin, row);
  row.add(statics_);
}

std::optional<double> SeriesFeatures::demand(Period origin, const Span& target) const {
  double sum = 0;
  for (Period t = origin + target.lead + 1; t <= origin + target.lead + target.length; ++t) sum += history_.at(t);
  return std::isnan(sum) ? std::nullopt : std::optional(sum / target.length);
}

}  // namespace demandcast
