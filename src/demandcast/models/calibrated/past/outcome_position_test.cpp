// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/outcome_position.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/position.h"

namespace demandcast {
namespace {

bool counted(std::vector<float> y, std::vector<CellState> states) {
  const Panel panel(Frequency::parse("D"), {{"A", 0, std::move(y), std::move(states)}});
  return is_counted(PanelView(panel, 99).series(0));
}

TEST(IsCounted, LooksAtObservedCellsOnly) {
  using enum CellState;
  EXPECT_TRUE(counted({3, 0, 1}, {kObserved, kObserved, kObserved}));
  EXPECT_TRUE(counted({3, 0.5F, 1}, {kObserved, kCensored, kObserved}));
  EXPECT_FALSE(counted({3, 0.5F, 1}, {kObserved, kObserved, kObserved}));
}

const CurveLevels kLevels({0.1, 0.3, 0.5, 0.7, 0.9});

TEST(OutcomePosition, IsThatOfTheDistributionWhereDemandIsContinuous) {
  const std::vector<double> values{2, 4, 6, 8, 10};
  const QuantileCurve curve(kLevels, values);
  EXPECT_NEAR(probability_of(outcome_position(curve, 8, false, 0.2)), 0.7, 1e-12);
  EXPECT_NEAR(probability_of(outcome_position(curve, 8, false, 0.9)), 0.7, 1e-12);
}

TEST(OutcomePosition, OfACountIsUniformOverItsProbability) {
  const std::vector<double> values{2.5, 3.5, 4.5, 5.5, 6.5};
  const QuantileCurve curve(kLevels, values);
  EXPECT_NEAR(probability_of(outcome_position(curve, 4, true, 0.0)), 0.3, 1e-12);
  EXPECT_NEAR(probability_of(outcome_position(curve, 4, true, 0.5)), 0.4, 1e-12);
  EXPECT_NEAR(probability_of(outcome_position(curve, 4, true, 1.0)), 0.5, 1e-12);
}

TEST(OutcomePosition, OfNothingSoldBeginsAtZero) {
  const std::vector<double> values{-0.5, 0, 0.5, 1, 1.5};
  const QuantileCurve curve(kLevels, values);
  EXPECT_NEAR(probability_of(outcome_position(curve, 0, true, 0.5)), 0.25, 1e-12);
  EXPECT_NEAR(probability_of(outcome_position(curve, 0, false, 0.5)), 0.15, 1e-12);
}

TEST(OutcomePosition, OfACertainAndTrueForecastIsUniform) {
  const std::vector<double> values(5, 7.0);
  const QuantileCurve curve(kLevels, values);
  for (const double u : {0.1, 0.5, 0.8}) {
    EXPECT_NEAR(probability_of(outcome_position(curve, 7, true, u)), u, 1e-12);
    EXPECT_NEAR(probability_of(outcome_position(curve, 7, false, u)), u, 1e-12);
  }
}

/// Positions of 20,000 draws from the forecast's own law, of which those above a random stock are known as sold out.
std::vector<double> probabilities_under_stock(bool keep_censored) {
  const std::vector<double> values{2, 4, 6, 8, 10};
  const QuantileCurve curve(kLevels, values);
  RandomStream random(1, 1);
  std::vector<double> probabilities;
  for (int k = 0; k < 20000; ++k) {
    const double demand = curve.value(position_of(random.uniform())), stock = 4 + 8 * random.uniform();
    const double uniform = random.uniform();
    if (demand < stock) {
      probabilities.push_back(probability_of(outcome_position(curve, demand, false, uniform)));
    } else if (keep_censored) {
      probabilities.push_back(probability_of(censored_position(curve, stock, false, uniform)));
    }
  }
  return probabilities;
}

double share_above(const std::vector<double>& probabilities, double level) {
  const auto above = std::ranges::count_if(probabilities, [=](double p) { return p > level; });
  return static_cast<double>(above) / static_cast<double>(probabilities.size());
}

TEST(CensoredPosition, MakesPositionsUniformThatAreTooLowWithoutTheCellsThatSoldOut) {
  const auto with = probabilities_under_stock(true), without = probabilities_under_stock(false);
  for (const double level : {0.2, 0.5, 0.8}) {
    EXPECT_NEAR(share_above(with, level), 1 - level, 0.012) << level;
    EXPECT_LT(share_above(without, level), 1 - level - 0.05) << level;
  }
}

}  // namespace
}  // namespace demandcast
