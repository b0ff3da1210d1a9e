// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/series_pools.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/data/demand_traits.h"
#include "demandcast/models/calibrated/past/demand_segments.h"
#include "demandcast/models/calibrated/past/forecast_height.h"
#include "demandcast/models/calibrated/past/past_origins.h"

namespace demandcast {
namespace {

struct OwnFact {
  std::string_view name;
  std::size_t groups;
};
constexpr std::string_view kHeight = "height";
constexpr std::array<OwnFact, 5> kOwnFacts{
    {{kHeight, kForecastHeights}, {"age", 4}, {"intermittence", 3}, {"velocity", 4}, {"season", 4}}};
constexpr double kSomeSeason = 0.3, kStrongSeason = 0.6;
constexpr int kSeasonWithoutOne = 8;

const OwnFact* own_fact(std::string_view name) {
  const auto found = std::ranges::find(kOwnFacts, name, &OwnFact::name);
  return found == kOwnFacts.end() ? nullptr : &*found;
}

std::size_t age_group(const SeriesView& series) {
  const auto y = series.target();
  const auto states = series.states();
  std::size_t first = 0;
  while (first < y.size() && !(states[first] == CellState::kObserved && y[first] > 0)) ++first;
  const std::size_t age = series.length() - std::min(first, series.length());
  const int season = series.frequency().default_season();
  const auto full = static_cast<std::size_t>(season > 1 ? season : kSeasonWithoutOne);
  if (age < full / 2) return 0;
  if (age < full) return 1;
  return age < 2 * full ? 2 : 3;
}

std::size_t season_group(const SeriesView& series) {
  const auto strength = seasonal_strength(series.observed_history(), series.frequency().default_season());
  if (!strength) return 0;
  if (*strength < kSomeSeason) return 1;
  return *strength < kStrongSeason ? 2 : 3;
}

/// Null where the data have no static of that name that can part series.
const StaticColumn* static_named(const PanelView& view, std::string_view name) {
  const auto found = std::ranges::find(view.statics(), name, &StaticColumn::name);
  return found == view.statics().end() || found->kind == StaticKind::kEmbedding ? nullptr : &*found;
}

/// The category of a series, of a number its digits; "" where it was not given.
std::string category_of(const StaticColumn& column, const SeriesView& series) {
  if (column.kind == StaticKind::kNumber) {
    const float number = series.static_numbers(column)[0];
    return std::isnan(number) ? std::string() : fmt::format("{}", number);
  }
  const std::int32_t code = series.static_code(column);
  return code < 0 ? std::string() : column.categories[static_cast<std::size_t>(code)];
}

std::size_t category_group(const PoolFact& fact, const PanelView& view, std::size_t series) {
  const StaticColumn* column = static_named(view, fact.name);
  const std::string category = column == nullptr ? std::string() : category_of(*column, view.series(series));
  if (category.empty()) return fact.categories.size();
  return static_cast<std::size_t>(std::ranges::find(fact.categories, category) - fact.categories.begin());
}

/// Those of a column of texts that are not in `all` yet; of numbers, the different ones.
void add_categories(const StaticColumn& column, const PanelView& view, std::string_view owner,
                    std::vector<std::string>& all) {
  constexpr std::size_t kMostNumbers = 1000;
  std::vector<std::string> words = column.categories;
  if (column.kind == StaticKind::kNumber) {
    std::set<float> numbers;
    for (std::size_t i = 0; i < view.series_count() && numbers.size() <= kMostNumbers; ++i) {
      if (const float number = view.series(i).static_numbers(column)[0]; !std::isnan(number)) numbers.insert(number);
    }
    for (const float number : numbers) words.push_back(fmt::format("{}", number));
  }
  for (const std::string& word : words) {
    if (std::ranges::find(all, word) == all.end()) all.push_back(word);
  }
  if (column.kind != StaticKind::kNumber || all.size() <= kMostNumbers) return;
  throw ConfigError(
      fmt::format("[{}] \"{}\" holds more than {} different numbers, which are no categories; name "
                  "another static, or make it a text",
                  owner, column.name, kMostNumbers));
}

PoolFact learnt_fact(std::string name, const PanelStream& training, std::string_view owner) {
  if (own_fact(name) != nullptr) return {std::move(name), {}};
  std::vector<std::string> categories;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      const StaticColumn* column = static_named(view, name);
      if (column == nullptr) {
        throw ConfigError(fmt::format(
            "[{}] \"{}\" is neither height, age, intermittence, velocity or season nor a text or number among the "
            "statics of the data (--static, --statics)",
            owner, name));
      }
      add_categories(*column, view, owner, categories);
    });
  }
  return {std::move(name), std::move(categories)};
}

std::vector<PoolFact> learnt_facts(std::string_view facts, const PanelStream& training, std::string_view owner) {
  std::vector<PoolFact> all;
  while (!facts.empty() && facts != "none") {
    const std::size_t comma = std::min(facts.find(','), facts.size());
    all.push_back(learnt_fact(std::string(facts.substr(0, comma)), training, owner));
    facts.remove_prefix(std::min(comma + 1, facts.size()));
  }
  return all;
}

}  // namespace

std::size_t PoolFact::group_count() const {
  const OwnFact* own = own_fact(name);
  return own != nullptr ? own->groups : categories.size() + 1;
}

SeriesPools::SeriesPools(std::string_view facts, const PanelStream& training, std::size_t level_periods,
                         std::string_view owner)
    : SeriesPools(learnt_facts(facts, training, owner), level_periods,
                  DemandSegments("velocity", recent_means(training, level_periods)).cuts()) {}

SeriesPools::SeriesPools(std::vector<PoolFact> facts, std::size_t level_periods, std::vector<double> velocity_cuts)
    : facts_(std::move(facts)), level_periods_(level_periods), velocity_cuts_(std::move(velocity_cuts)) {}

std::size_t SeriesPools::count(std::size_t depth) const {
  std::size_t pools = 1;
  for (std::size_t d = 0; d < depth; ++d) pools *= facts_[d].group_count();
  return pools;
}

std::size_t SeriesPools::pool(const PanelView& view, std::size_t series) const {
  std::size_t pool = 0;
  for (const PoolFact& fact : facts_) pool = pool * fact.group_count() + group(fact, view, series);
  return pool;
}

std::size_t SeriesPools::height_stride() const {
  std::size_t stride = 1;
  for (std::size_t d = facts_.size(); d-- > 0; stride *= facts_[d].group_count()) {
    if (facts_[d].name == kHeight) return stride;
  }
  return 0;
}

std::size_t SeriesPools::group(const PoolFact& fact, const PanelView& view, std::size_t series) const {
  if (fact.name == "age") return age_group(view.series(series));
  if (fact.name == "season") return season_group(view.series(series));
  if (fact.name == kHeight) return 0;
  if (fact.name == "intermittence") {
    return intermittence_class(demand_level(view.series(series), level_periods_).zero_share);
  }
  if (fact.name != "velocity") return category_group(fact, view, series);
  const double mean = demand_level(view.series(series), level_periods_).mean;
  return static_cast<std::size_t>(std::ranges::upper_bound(velocity_cuts_, mean) - velocity_cuts_.begin());
}

}  // namespace demandcast
