// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/surprise_correlation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

/// Demand y(t) = 0.8 y(t - 1) + surprise, and a column made of y(t - 1), the surprise and noise of its own.
struct Drawn {
  std::vector<double> demand, column;
};

template <class Column>
Drawn drawn(std::size_t periods, Column column) {
  RandomStream random(4, 1);
  Drawn series;
  for (std::size_t t = 0; t < periods; ++t) {
    const double before = t == 0 ? 0 : series.demand.back(), surprise = random.normal();
    series.demand.push_back(0.8 * before + surprise);
    series.column.push_back(column(before, surprise, random.normal()));
  }
  return series;
}

TEST(SurpriseCorrelation, IsThatOfWhatThePastDoesNotTell) {
  const Drawn series =
      drawn(20000, [](double before, double surprise, double noise) { return 3 * before + surprise + noise; });
  const auto found = surprise_correlation(series.demand, series.column, 7);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->surprises, std::sqrt(0.5), 0.02);
  EXPECT_NEAR(found->told_by_past, 25 / 27.0, 0.01);  // the variance of y is 1 / (1 - 0.64)
  EXPECT_LT(found->calm, 0.6 * found->surprises);     // where the column hardly moves, noise is most of it
  EXPECT_GT(found->calm, 0.1);
}

TEST(SurpriseCorrelation, OfAColumnThatFollowsYesterdayIsNone) {
  const Drawn series = drawn(20000, [](double before, double, double noise) { return before + noise; });
  const auto found = surprise_correlation(series.demand, series.column, 7);
  ASSERT_TRUE(found);
  EXPECT_GT(found->plain, 0.5);
  EXPECT_NEAR(found->surprises, 0, 0.03);
}

TEST(SurpriseCorrelation, IsNoneWhereTooLittleIsKnownOrNothingVaries) {
  const Drawn series = drawn(60, [](double, double, double noise) { return noise; });
  const std::vector<double> constant(60, 3.0);
  std::vector<double> gaps(60, std::nan(""));
  for (std::size_t t = 0; t < 20; ++t) gaps[t] = series.demand[t];
  EXPECT_FALSE(surprise_correlation(series.demand, constant, 7));
  EXPECT_FALSE(surprise_correlation(series.demand, gaps, 7));
  EXPECT_FALSE(surprise_correlation({1, 2, 3}, {1, 2, 3}, 7));
}

}  // namespace
}  // namespace demandcast
