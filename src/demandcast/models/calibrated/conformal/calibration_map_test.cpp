// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/calibration_map.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/position.h"

namespace demandcast {
namespace {

const std::vector<std::size_t> kOne{1}, kNested{1, 2};

PooledOutcomes empty(std::size_t steps, std::size_t pools) {
  return {PooledSamples(steps, pools), std::vector<double>(pools)};
}

/// Outcomes whose positions are `stretch` times as far out as forecasts said, moved by `shift`, in one cell of two by
/// two.
void add_logistic(PooledOutcomes& outcomes, std::size_t step, std::size_t pool, double stretch, double shift,
                  int count) {
  RandomStream random(1, step * 2 + pool);
  outcomes.independent[pool] = count;
  for (int i = 0; i < count; ++i) outcomes.positions.add(step, pool, stretch * position_of(random.uniform()) + shift);
}

TEST(CalibrationMap, LeavesTrueForecastsAlone) {
  PooledOutcomes outcomes = empty(1, 1);
  add_logistic(outcomes, 0, 0, 1, 0, 40000);
  const CalibrationMap map(outcomes, kOne, 100, 1);
  for (const double level : {0.05, 0.1, 0.5, 0.9, 0.95}) {
    EXPECT_NEAR(probability_of(map.position(0, 0, level)), level, 0.006) << level;
  }
}

TEST(CalibrationMap, FindsHowFarOutQuantilesBelong) {
  PooledOutcomes outcomes = empty(1, 1);
  add_logistic(outcomes, 0, 0, 2, 0.5, 40000);
  const CalibrationMap map(outcomes, kOne, 0, 1);
  for (const double level : {0.1, 0.3, 0.5, 0.9}) {
    EXPECT_NEAR(map.position(0, 0, level), 2 * position_of(level) + 0.5, 0.06) << level;
  }
}

TEST(CalibrationMap, WithoutOutcomesIsTheForecastAsItWas) {
  const CalibrationMap map(empty(2, 2), kNested, 100, 1);
  EXPECT_DOUBLE_EQ(map.position(1, 1, 0.9), position_of(0.9));
  EXPECT_DOUBLE_EQ(map.position(0, 1, 0.999), position_of(0.999));
}

TEST(CalibrationMap, OfAThinPoolLeansOnItsStepAndOnThePoolAtOtherSteps) {
  PooledOutcomes outcomes = empty(2, 2);
  add_logistic(outcomes, 0, 0, 1, 0, 20000);
  add_logistic(outcomes, 1, 0, 1, 1, 20000);
  add_logistic(outcomes, 0, 1, 1, 0.4, 20000);
  const CalibrationMap map(outcomes, kNested, 100, 1);
  // step 1 moves by 1 (where all moved by about 0.47), pool 1 by 0.4
  EXPECT_NEAR(map.position(1, 1, 0.5), 1 + 0.4 - 0.47, 0.08);
}

TEST(CalibrationMap, MovesHalfWayWhenOutcomesAreAsManyAsWhatTheyLeanOnWeighs) {
  PooledOutcomes outcomes = empty(2, 2);
  for (int i = 0; i < 300; ++i) outcomes.positions.add(0, 0, 1.0);
  outcomes.independent[0] = 100;
  EXPECT_NEAR(CalibrationMap(outcomes, kNested, 100, 1).position(1, 1, 0.5), 0.5, 1e-6);
}

TEST(CalibrationMap, CountsOfAStepNoMoreThanTheOutcomesThere) {
  PooledOutcomes outcomes = empty(2, 1);
  for (int i = 0; i < 100; ++i) outcomes.positions.add(0, 0, 1.0);
  for (int i = 0; i < 300; ++i) outcomes.positions.add(1, 0, 0.0);
  outcomes.independent[0] = 300;
  // all: the median is 0 and moves nothing; 100 outcomes of step 0 move it half-way to 1
  EXPECT_NEAR(CalibrationMap(outcomes, kOne, 100, 1).position(0, 0, 0.5), 0.5, 1e-6);
}

TEST(CalibrationMap, LeavesTheNextOutcomeOutAsOftenAsItSaysWhereFewWereSeen) {
  int below = 0;
  constexpr int kTrials = 20000, kSeen = 9;
  for (int trial = 0; trial < kTrials; ++trial) {
    RandomStream random(5, static_cast<std::uint64_t>(trial));
    PooledOutcomes outcomes = empty(1, 1);
    for (int i = 0; i < kSeen; ++i) outcomes.positions.add(0, 0, position_of(random.uniform()));
    outcomes.independent[0] = kSeen;
    below += position_of(random.uniform()) < CalibrationMap(outcomes, kOne, 0, 1).position(0, 0, 0.9) ? 1 : 0;
  }
  EXPECT_NEAR(below, 0.9 * kTrials, 3 * std::sqrt(0.09 * kTrials));
}

TEST(CalibrationMap, StretchesAroundTheMedian) {
  PooledOutcomes outcomes = empty(1, 1);
  add_logistic(outcomes, 0, 0, 1, 0.5, 40000);
  const CalibrationMap plain(outcomes, kOne, 0, 1), wide(outcomes, kOne, 0, 1.5);
  EXPECT_DOUBLE_EQ(wide.position(0, 0, 0.5), plain.position(0, 0, 0.5));
  const double median = plain.position(0, 0, 0.5);
  EXPECT_NEAR(wide.position(0, 0, 0.9) - median, 1.5 * (plain.position(0, 0, 0.9) - median), 1e-9);
}

TEST(CalibrationMap, RefusesSavedNumbersThatDoNotFit) {
  EXPECT_THROW(CalibrationMap(2, 3, std::vector<double>(5)), FormatError);
}

}  // namespace
}  // namespace demandcast
