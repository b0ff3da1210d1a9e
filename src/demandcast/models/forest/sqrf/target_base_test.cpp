// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/target_base.h"

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

TEST(TargetBase, IsHalfTheLevelAndHalfTheMixThatMadeTheDemand) {
  const FeatureSet set = weekly_set();
  RandomStream random(3, 1);
  std::vector<LevelledRow> rows;
  for (int i = 0; i < 5000; ++i) {
    const double recent = 2 * random.uniform(), calm = 2 * random.uniform();
    rows.push_back({0.7 * recent + 0.2 * calm + 0.1 + 0.2 * random.normal(), row_of(set, recent, calm)});
  }
  const TargetBase base = TargetBase::learn(set, rows);
  ASSERT_EQ(base.weights().size(), base_weight_count(set));
  for (const auto& [recent, calm] : {std::pair{0.5, 1.5}, std::pair{1.0, 1.0}, std::pair{1.8, 0.3}}) {
    EXPECT_NEAR(base.of(row_of(set, recent, calm)), 0.5 + 0.5 * (0.7 * recent + 0.2 * calm + 0.1), 0.02);
  }
}

TEST(TargetBase, GivesNoCandidateANegativeWeight) {
  const FeatureSet set = weekly_set();
  RandomStream random(4, 1);
  std::vector<LevelledRow> rows;
  for (int i = 0; i < 1000; ++i) {
    const double recent = 2 * random.uniform(), calm = 2 * random.uniform();
    rows.push_back({std::max(0.0, 2 - recent), row_of(set, recent, calm)});
  }
  const TargetBase base = TargetBase::learn(set, rows);
  EXPECT_GE(std::ranges::min(base.weights()), 0);
}

TEST(TargetBase, IsNeverBelowItsLeast) {
  const FeatureSet set = weekly_set();
  const TargetBase base(set, std::vector<double>(base_weight_count(set), 0));
  EXPECT_EQ(base.of(row_of(set, 1, 1)), TargetBase::kLeast);
  EXPECT_EQ(TargetBase().of(row_of(set, 5, 5)), 1);
}

}  // namespace
}  // namespace demandcast
