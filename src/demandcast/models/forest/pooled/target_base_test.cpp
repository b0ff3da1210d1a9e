// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/target_base.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

FeatureSet weekly_set() { return {Frequency::parse("W-FRI"), {}, {}}; }

std::uint32_t place(const FeatureSet& set, const char* name) {
  const auto at = std::ranges::find(set.infos(), name, &FeatureInfo::name);
  return static_cast<std::uint32_t>(at - set.infos().begin());
}

FeatureRow row_of(const FeatureSet& set, double recent, double calm) {
  FeatureRow row;
  row.add(place(set, "short_level"), recent);
  row.add(place(set, "long_level"), calm);
  return row;
}

/// Rows whose demand is `demand`(recent, calm) levels.
template <class Demand>
std::vector<DrawnRow> rows_with(const FeatureSet& set, int count, const Demand& demand) {
  RandomStream random(3, 1);
  std::vector<DrawnRow> rows;
  for (int i = 0; i < count; ++i) {
    const double recent = 2 * random.uniform(), calm = 2 * random.uniform();
    DrawnRow& row = rows.emplace_back();
    row.demand_in_levels = demand(recent, calm) + 0.2 * random.normal();
    row.features = row_of(set, recent, calm);
  }
  return rows;
}

TEST(TargetBase, IsHalfTheLevelAndHalfTheMixThatMadeTheDemand) {
  const FeatureSet set = weekly_set();
  const auto demand = [](double recent, double calm) { return 0.7 * recent + 0.2 * calm + 0.1; };
  const TargetBase base = TargetBase::learn(set, rows_with(set, 5000, demand));
  ASSERT_EQ(base.weights().size(), base_weight_count(set));
  for (const auto& [recent, calm] : {std::pair{0.5, 1.5}, std::pair{1.0, 1.0}, std::pair{1.8, 0.3}}) {
    EXPECT_NEAR(base.of(row_of(set, recent, calm)), 0.5 + 0.5 * demand(recent, calm), 0.02);
  }
}

TEST(TargetBase, GivesNoCandidateANegativeWeight) {
  const FeatureSet set = weekly_set();
  const auto falling = [](double recent, double) { return 2 - recent; };
  EXPECT_GE(std::ranges::min(TargetBase::learn(set, rows_with(set, 1000, falling)).weights()), 0);
}

TEST(TargetBase, IsNeverBelowItsLeast) {
  const FeatureSet set = weekly_set();
  const TargetBase base(set, std::vector<double>(base_weight_count(set), 0));
  EXPECT_EQ(base.of(row_of(set, 1, 1)), TargetBase::kLeast);
  EXPECT_EQ(TargetBase().of(row_of(set, 5, 5)), 1);
}

}  // namespace
}  // namespace demandcast
