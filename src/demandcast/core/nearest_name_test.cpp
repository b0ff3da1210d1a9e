// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/nearest_name.h"

#include <gtest/gtest.h>

#include <vector>

namespace demandcast {
namespace {

TEST(NearestName, CountsASwapOfNeighboursAsOneEdit) {
  EXPECT_EQ(edit_distance("theta", "tehta"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("", "abc"), 3);
}

TEST(NearestName, OffersTheNameMeantAndNothingWhenNoneIsNear) {
  const std::vector<std::string> models = {"ets", "theta", "croston", "seasonal_naive"};
  EXPECT_EQ(nearest_name("crotson", models), "croston");
  EXPECT_EQ(nearest_name("seasonal-naive", models), "seasonal_naive");
  EXPECT_EQ(nearest_name("transformer", models), "");
}

TEST(NearestName, ListsTheKnownNamesInItsMessage) {
  const std::vector<std::string> models = {"ets", "theta"};
  EXPECT_EQ(unknown_name_message("model", "tetha", models),
            "unknown model \"tetha\"; did you mean \"theta\"? known: ets, theta");
}

}  // namespace
}  // namespace demandcast
