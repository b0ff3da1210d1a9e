// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/quantile_curve.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/models/calibrated/past/position.h"

namespace demandcast {
namespace {

TEST(Position, AndProbabilityUndoEachOther) {
  for (const double p : {1e-5, 0.1, 0.5, 0.999}) EXPECT_NEAR(probability_of(position_of(p)), p, 1e-12);
  EXPECT_EQ(position_of(0), -kFarthestPosition);
  EXPECT_EQ(position_of(1), kFarthestPosition);
}

TEST(QuantileCurve, OfALogisticLawIsExactToItsTails) {
  const CurveLevels& levels = CurveLevels::standard();
  std::vector<double> values;
  for (const double position : levels.positions()) values.push_back(50 + 4 * position);
  const QuantileCurve curve(levels, values);
  for (const double p : {0.0001, 0.01, 0.33, 0.5, 0.995, 0.9999}) {
    const double y = 50 + 4 * position_of(p);
    EXPECT_NEAR(curve.value(position_of(p)), y, 1e-9);
    EXPECT_NEAR(curve.probability_up_to(y), p, 1e-12);
    EXPECT_NEAR(curve.probability_below(y), p, 1e-12);
  }
}

TEST(QuantileCurve, JumpsWhereQuantilesAreEqual) {
  const CurveLevels levels({0.2, 0.4, 0.6, 0.8});
  const std::vector<double> values{0, 0, 0, 3};
  const QuantileCurve curve(levels, values);
  EXPECT_EQ(curve.probability_below(0), 0);
  EXPECT_NEAR(curve.probability_up_to(0), 0.6, 1e-12);
  EXPECT_NEAR(curve.probability_up_to(3), 0.8, 1e-12);
  EXPECT_EQ(curve.probability_up_to(-1), 0);
  EXPECT_NEAR(curve.probability_up_to(6), probability_of(2 * position_of(0.8) - position_of(0.6)), 1e-12);
}

TEST(QuantileCurve, OfACertainForecastIsAStep) {
  const CurveLevels levels({0.1, 0.5, 0.9});
  const std::vector<double> values{5, 5, 5};
  const QuantileCurve curve(levels, values);
  EXPECT_EQ(curve.probability_below(5), 0);
  EXPECT_EQ(curve.probability_up_to(5), 1);
  EXPECT_EQ(curve.probability_up_to(4.9), 0);
  EXPECT_EQ(curve.probability_below(5.1), 1);
  EXPECT_EQ(curve.value(position_of(0.999)), 5);
}

TEST(QuantileCurve, JumpsAtItsUpperEnd) {
  const CurveLevels levels({0.1, 0.5, 0.9});
  const std::vector<double> values{3, 5, 5};
  const QuantileCurve curve(levels, values);
  EXPECT_NEAR(curve.probability_below(5), 0.5, 1e-12);
  EXPECT_EQ(curve.probability_up_to(5), 1);
}

}  // namespace
}  // namespace demandcast
