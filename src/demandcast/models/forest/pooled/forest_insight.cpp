// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/forest_insight.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/models/forest/trees/out_of_bag.h"
#include "demandcast/models/forest/trees/partial_dependence.h"
#include "demandcast/models/pooled/pooled_model.h"

namespace demandcast {
namespace {

constexpr std::size_t kCurves = 4;

std::vector<std::uint32_t> rows_of_lowest_keys(const TrainingSample& sample, std::size_t wanted) {
  std::vector<std::uint32_t> rows(sample.keys.size());
  std::iota(rows.begin(), rows.end(), 0u);
  const auto key_of = [&](std::uint32_t row) { return sample.keys[row]; };
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, rows.size()));
  std::ranges::partial_sort(rows, end, {}, key_of);
  rows.erase(end, rows.end());
  return rows;
}

/// Every feature alone, then every group.
struct Sets {
  std::vector<std::vector<std::uint32_t>> features;
  std::vector<FeatureWorth> worth;
};

Sets sets_of(const FeatureSet& set) {
  Sets sets;
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (std::uint32_t f = 0; f < set.infos().size(); ++f) {
    sets.features.push_back({f});
    sets.worth.push_back({set.infos()[f].name, set.infos()[f].group});
    groups[set.infos()[f].group].push_back(f);
  }
  for (const auto& [group, features] : groups) {
    sets.features.push_back(features);
    sets.worth.push_back({"", group});
  }
  return sets;
}

std::vector<std::string> curves_to_draw(const InsightOptions& options, const std::vector<FeatureWorth>& features) {
  if (!options.partials.empty()) return options.partials;
  std::vector<std::string> names;
  for (const FeatureWorth& worth : features) {
    if (names.size() < kCurves && worth.rise > 0) names.push_back(worth.name);
  }
  return names;
}

}  // namespace

void check_partials(const std::string& owner, const InsightOptions& options, const FeatureSet& set) {
  const std::vector<std::string> names = feature_names(set);
  for (const std::string& name : options.partials) {
    if (std::ranges::count(names, name) > 0) continue;
    throw ConfigError(fmt::format("[{}] option partial: {}", owner, unknown_name_message("feature", name, names)));
  }
}

ModelInsight look_into(const Forest& forest, const TrainingSample& sample, const FeatureSet& set,
                       const ForestOptions& forest_options, const InsightOptions& options, const RunContext& context) {
  ModelInsight insight;
  if (options.rows == 0) return insight;
  const std::vector<std::uint32_t> rows = rows_of_lowest_keys(sample, options.rows);
  std::vector<OutOfBag::Row> scaled;
  for (const std::uint32_t row : rows) scaled.push_back({row, sample.scales[row]});
  const OutOfBag out_of_bag(forest, sample.training, forest_options, context.seed, scaled, context);
  insight.held_out_wql = out_of_bag.loss();
  insight.rows = out_of_bag.row_count();
  Sets sets = sets_of(set);
  const std::vector<OutOfBag::Change> changes = out_of_bag.permuted(sets.features, context);
  for (std::size_t s = 0; s < changes.size(); ++s) {
    FeatureWorth& worth = sets.worth[s];
    worth.rise = changes[s].rise;
    worth.error = changes[s].error;
    (worth.name.empty() ? insight.groups : insight.features).push_back(worth);
  }
  std::ranges::stable_sort(insight.features, std::greater<>(), &FeatureWorth::rise);
  std::ranges::stable_sort(insight.groups, std::greater<>(), &FeatureWorth::rise);
  const std::vector<std::string> names = feature_names(set);
  for (const std::string& name : curves_to_draw(options, insight.features)) {
    const auto feature = static_cast<std::uint32_t>(std::ranges::find(names, name) - names.begin());
    insight.curves.push_back({name, partial_dependence(forest, sample.training, rows, feature, context)});
  }
  return insight;
}

void save_insight(const ModelInsight& insight, ArtifactWriter& writer) {
  std::vector<std::string> names, groups, features;
  std::vector<double> worth, points;
  std::vector<std::int64_t> places;
  for (const auto* list : {&insight.features, &insight.groups}) {
    for (const FeatureWorth& one : *list) {
      names.push_back(one.name);
      groups.push_back(one.group);
      worth.insert(worth.end(), {one.rise, one.error});
    }
  }
  for (const PartialCurve& curve : insight.curves) {
    for (const PartialPoint& point : curve.points) {
      features.push_back(curve.feature);
      places.push_back(static_cast<std::int64_t>(point.place));
      points.insert(points.end(), {point.value, point.mean, point.low, point.median, point.high});
    }
  }
  writer.numbers("held_out", {insight.held_out_wql, static_cast<double>(insight.rows)});
  writer.texts("worth_names", std::move(names));
  writer.texts("worth_groups", std::move(groups));
  writer.numbers("worth", std::move(worth));
  writer.texts("curve_features", std::move(features));
  writer.integers("curve_places", std::move(places));
  writer.numbers("curve_points", std::move(points));
}

ModelInsight load_insight(const std::string& owner, const ArtifactReader& reader) {
  constexpr double kMostRows = 1e12;
  constexpr std::size_t kNumbers = 5;
  const auto &held_out = reader.numbers("held_out"), &worth = reader.numbers("worth"),
             &points = reader.numbers("curve_points");
  const auto &names = reader.texts("worth_names"), &groups = reader.texts("worth_groups"),
             &features = reader.texts("curve_features");
  const auto& places = reader.integers("curve_places");
  const bool sound = held_out.size() == 2 && held_out[1] >= 0 && held_out[1] < kMostRows &&
                     names.size() == groups.size() && worth.size() == 2 * names.size() &&
                     features.size() == places.size() && points.size() == kNumbers * places.size() &&
                     std::ranges::all_of(places, [](std::int64_t place) { return place >= 0 && place <= 2; });
  if (!sound) throw FormatError(fmt::format("[{}] what it tells of itself makes no sense; fit the model again", owner));
  ModelInsight insight;
  insight.held_out_wql = held_out[0];
  insight.rows = static_cast<std::size_t>(held_out[1]);
  for (std::size_t i = 0; i < names.size(); ++i) {
    (names[i].empty() ? insight.groups : insight.features)
        .push_back({names[i], groups[i], worth[2 * i], worth[2 * i + 1]});
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (insight.curves.empty() || insight.curves.back().feature != features[i]) {
      insight.curves.push_back({features[i], {}});
    }
    const double* number = points.data() + kNumbers * i;
    insight.curves.back().points.push_back(
        {static_cast<PartialPlace>(places[i]), number[0], number[1], number[2], number[3], number[4]});
  }
  return insight;
}

}  // namespace demandcast
