// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/median_fill.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

TEST(MedianFill, GivesEveryFeatureAndKeepsThoseThatARowHas) {
  const MedianFill fill = MedianFill::of({{9, 1, 2}, {}, {5, 4, 6}});
  FeatureRow row;
  row.add(2, 7);
  fill.apply(row);
  EXPECT_EQ(row.entries(), (std::vector<FeatureEntry>{{0, 2}, {1, 0}, {2, 7}}));
}

TEST(MedianFill, WithoutMediansLeavesRowsAsTheyAre) {
  FeatureRow row;
  row.add(2, 7);
  MedianFill().apply(row);
  EXPECT_EQ(row.entries(), (std::vector<FeatureEntry>{{2, 7}}));
}

}  // namespace
}  // namespace demandcast
