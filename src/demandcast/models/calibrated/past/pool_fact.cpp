// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/pool_fact.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/past/forecast_height.h"
#include "demandcast/models/calibrated/past/static_categories.h"

namespace demandcast {
namespace {

struct OwnFact {
  std::string_view name;
  std::size_t groups;
  bool of_steps;
};
constexpr std::array<OwnFact, 6> kOwnFacts{{{"height", kForecastHeights, true},
                                            {"month", 12, true},
                                            {"age", 4, false},
                                            {"intermittence", 3, false},
                                            {"velocity", 4, false},
                                            {"season", 4, false}}};

const OwnFact* own_fact(std::string_view name) {
  const auto found = std::ranges::find(kOwnFacts, name, &OwnFact::name);
  return found == kOwnFacts.end() ? nullptr : &*found;
}

void add_plans(const PanelView& view, const Channel& channel, std::set<double>& plans) {
  for (std::size_t i = 0; i < view.series_count() && plans.size() <= kMostPlans; ++i) {
    const SeriesView series = view.series(i);
    for (const double plan : series.channel(channel, series.first_period(), series.origin())) {
      if (!std::isnan(plan)) plans.insert(plan);
    }
  }
}

}  // namespace

std::size_t PoolFact::group_count() const {
  const OwnFact* own = own_fact(name);
  return own != nullptr ? own->groups : std::max(categories.size(), plans.size()) + 1;
}

bool PoolFact::is_of_steps() const {
  const OwnFact* own = own_fact(name);
  return own != nullptr ? own->of_steps : !plans.empty();
}

PoolFact learnt_fact(std::string name, const PanelStream& training, std::string_view owner) {
  if (own_fact(name) != nullptr) return {std::move(name)};
  std::vector<std::string> categories;
  std::set<double> plans;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      const StaticColumn* column = static_named(view, name);
      if (column != nullptr) return add_categories(*column, view, owner, categories);
      if (const Channel* channel = planned_channel(view, name)) return add_plans(view, *channel, plans);
      throw ConfigError(
          fmt::format("[{}] \"{}\" is neither height, month, age, intermittence, velocity or season nor a text or "
                      "number among the statics of the data (--static, --statics) nor a planned column (--known)",
                      owner, name));
    });
  }
  if (plans.size() > kMostPlans) {
    throw ConfigError(
        fmt::format("[{}] the planned column \"{}\" has more than {} values, too many to part pools by; "
                    "take one that says yes or no, such as a promotion or a holiday",
                    owner, name, kMostPlans));
  }
  return {std::move(name), std::move(categories), {plans.begin(), plans.end()}};
}

const Channel* planned_channel(const PanelView& view, std::string_view name) {
  const auto found = std::ranges::find(view.channels(), name, &Channel::name);
  return found == view.channels().end() || found->role != ChannelRole::kKnownFuture ? nullptr : &*found;
}

}  // namespace demandcast
