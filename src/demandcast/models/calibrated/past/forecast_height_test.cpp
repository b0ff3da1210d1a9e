// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/forecast_height.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

TEST(ForecastHeight, IsToldByMultiplesOfTheLevel) {
  EXPECT_EQ(forecast_height(0, 10), 0U);
  EXPECT_EQ(forecast_height(8, 10), 1U);
  EXPECT_EQ(forecast_height(10, 10), 2U);
  EXPECT_EQ(forecast_height(12, 10), 3U);
  EXPECT_EQ(forecast_height(1600, 1000), 4U);
}

TEST(ForecastHeight, IsUsualWhereNothingWasSold) { EXPECT_EQ(forecast_height(3, 0), 2U); }

}  // namespace
}  // namespace demandcast
