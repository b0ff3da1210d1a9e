// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/network_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/hashed.h"
#include "demandcast/core/random.h"
#include "demandcast/features/demand_features.h"
#include "demandcast/features/series_pass.h"
#include "demandcast/models/pooled/pooled_model.h"

namespace demandcast::neural {
namespace {

constexpr double kLeastShare = 0.02;           // of the median level: what a series without sales counts as
constexpr std::size_t kSampledSeries = 4'000;  // for the scales of inputs
constexpr int kOriginsOfASeries = 4;

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// The levels of series at their ends, and of their first periods; and their categories.
std::size_t learn_levels(const std::string& model, const PanelStream& training, const FeatureSet& set, int steps,
                         const RunContext& context, NetworkFacts& facts) {
  struct Levels {
    double newest = 0, first = 0;
  };
  std::vector<double> newest, first;
  std::size_t count = 0;
  pass_over_series<Levels>(
      training, model + ": levels", context,
      [&](const PanelView& view, std::size_t i, Levels& levels) {
        const DemandHistory history(view.series(i));
        if (history.known(history.first(), view.origin(i)) == 0) return;
        levels.newest = demand_level(history, set.spans(), view.origin(i));
        const Period start = view.origin(i) - static_cast<Period>(history.age(view.origin(i)));
        levels.first = history.mean(start, start + steps - 1);
      },
      [&](const PanelView& view, std::size_t i, const Levels& levels) {
        ++count;
        if (levels.newest > 0) newest.push_back(levels.newest);
        if (levels.first > 0) first.push_back(levels.first);
        for_each_category(view, i, [&](const std::string& column, const std::string& category) {
          facts.pooled.order.count(column, category, 1);
        });
      });
  if (newest.empty()) throw DataError(fmt::format("[{}] there is nothing to learn from: nothing was sold", model));
  facts.unit = median_of(std::move(newest));
  facts.pooled.levels = {.least = kLeastShare * facts.unit, .unknown = median_of(std::move(first))};
  if (!(facts.pooled.levels.unknown > 0)) facts.pooled.levels.unknown = facts.unit;
  return count;
}

struct SampledRow {
  std::uint64_t key = 0;
  FeatureRow origin, target;
};

/// A few origins of some series, chosen by hash.
std::vector<SampledRow> sample_rows(const std::string& model, const PanelStream& training, const FeatureSet& set,
                                    int steps, std::size_t series_count, const RunContext& context,
                                    const PooledFacts& pooled) {
  const double share = static_cast<double>(kSampledSeries) / static_cast<double>(series_count);
  std::vector<SampledRow> rows;
  pass_over_series<std::vector<SampledRow>>(
      training, model + ": scales of inputs", context,
      [&](const PanelView& view, std::size_t i, std::vector<SampledRow>& sampled) {
        const std::uint64_t key = hashed(stream_key(view.id(i)));
        if (!hit(key, share)) return;
        const SeriesFeatures series(set, view, i, steps, pooled);
        const Period last = view.origin(i), length = last - series.history().first() + 1;
        if (length < 1) return;
        for (int n = 0; n < kOriginsOfASeries; ++n) {
          SampledRow& row = sampled.emplace_back();
          row.key = hashed(key + static_cast<std::uint64_t>(n));
          const Period origin = last - static_cast<Period>(row.key % static_cast<std::uint64_t>(length));
          const int lead = static_cast<int>(hashed(row.key) % static_cast<std::uint64_t>(steps));
          series.origin_row(origin, row.origin);
          series.target_row(origin, {lead, 1}, series.plans(), row.target);
        }
      },
      [&](const PanelView&, std::size_t, std::vector<SampledRow>& sampled) {
        std::ranges::move(sampled, std::back_inserter(rows));
      });
  std::ranges::sort(rows, {}, &SampledRow::key);  // whatever the order of series was
  return rows;
}

std::vector<FeatureScale> scales_of(const std::vector<SampledRow>& rows, const FeatureSet& set, double unit) {
  struct Sums {
    double sum = 0, squares = 0, count = 0;
  };
  std::vector<Sums> sums(set.infos().size());
  const auto add = [&](const FeatureRow& row) {
    for (const FeatureEntry& entry : row.entries()) {
      const double value = InputLayout::standardised(set.infos()[entry.feature], entry.value, unit);
      Sums& of = sums[entry.feature];
      of.sum += value;
      of.squares += value * value;
      ++of.count;
    }
  };
  for (const SampledRow& row : rows) {
    add(row.origin);
    add(row.target);
  }
  std::vector<FeatureScale> scales;
  for (const Sums& of : sums) {
    const double mean = of.count > 0 ? of.sum / of.count : 0;
    const double variance = of.count > 0 ? std::max(0.0, of.squares / of.count - mean * mean) : 0;
    const double deviation = std::sqrt(variance);
    scales.push_back({mean, deviation > 1e-6 * std::abs(mean) ? deviation : 1});
  }
  return scales;
}

}  // namespace

NetworkFacts learn_network_facts(const std::string& model, const PanelStream& training, const FeatureSet& set,
                                 int steps, const RunContext& context) {
  NetworkFacts facts;
  facts.features = feature_names(set);
  facts.pooled.seasons = learn_seasons(training, set.spans(), model + ": seasons", context);
  const std::size_t series = learn_levels(model, training, set, steps, context, facts);
  facts.scales = scales_of(sample_rows(model, training, set, steps, series, context, facts.pooled), set, facts.unit);
  return facts;
}

void save_network_facts(const NetworkFacts& facts, ArtifactWriter& writer) {
  save_pooled_facts(facts.pooled, writer);
  writer.texts("features", facts.features);
  writer.numbers("levels", {facts.unit, facts.pooled.levels.least, facts.pooled.levels.unknown});
  std::vector<double> scales;
  for (const FeatureScale& scale : facts.scales) {
    scales.push_back(scale.mean);
    scales.push_back(scale.deviation);
  }
  writer.numbers("scales", std::move(scales));
}

NetworkFacts load_network_facts(const std::string& model, const ArtifactReader& reader) {
  NetworkFacts facts;
  facts.pooled = load_pooled_facts(model, reader);
  facts.features = reader.texts("features");
  const auto &levels = reader.numbers("levels"), &scales = reader.numbers("scales");
  const bool sound = levels.size() == 3 && std::ranges::all_of(levels, [](double level) { return level > 0; }) &&
                     scales.size() == 2 * facts.features.size();
  if (!sound) throw FormatError(fmt::format("[{}] levels or scales make no sense; fit the model again", model));
  facts.unit = levels[0];
  facts.pooled.levels = {.least = levels[1], .unknown = levels[2]};
  for (std::size_t f = 0; f < facts.features.size(); ++f) facts.scales.push_back({scales[2 * f], scales[2 * f + 1]});
  return facts;
}

std::vector<std::int64_t> category_places(const CategoryOrder& order, const PanelView& view, std::size_t series) {
  std::vector<std::int64_t> places;
  for (const StaticColumn& column : view.statics()) {
    if (column.kind != StaticKind::kCategory) continue;
    std::int64_t place = 0;
    const std::int32_t code = view.series(series).static_code(column);
    const auto known = order.columns().find(column.name);
    if (code >= 0 && known != order.columns().end()) {
      const auto found = known->second.find(column.categories[static_cast<std::size_t>(code)]);
      if (found != known->second.end()) place = 1 + std::distance(known->second.begin(), found);
    }
    places.push_back(place);
  }
  return places;
}

std::vector<std::int64_t> category_counts(const CategoryOrder& order, const std::vector<StaticColumn>& statics) {
  std::vector<std::int64_t> counts;
  for (const StaticColumn& column : statics) {
    if (column.kind != StaticKind::kCategory) continue;
    const auto known = order.columns().find(column.name);
    counts.push_back(1 + (known == order.columns().end() ? 0 : std::ssize(known->second)));
  }
  return counts;
}

}  // namespace demandcast::neural
