// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Row {
  Period cutoff, period;
  double actual;
  std::vector<double> quantiles;
};

/// One model, one series "A"; means equal the first quantile, both scales are 2.
ScoredTable table_of(std::vector<double> levels, const std::vector<Row>& rows) {
  ScoredTable table;
  table.forecasts.levels = std::move(levels);
  table.forecasts.ids = {"A"};
  table.forecasts.models = {"M"};
  for (const Row& row : rows) {
    table.forecasts.series.push_back(0);
    table.forecasts.model.push_back(0);
    table.forecasts.cutoff.push_back(row.cutoff);
    table.forecasts.period.push_back(row.period);
    table.forecasts.mean.push_back(row.quantiles[0]);
    table.forecasts.quantiles.insert(table.forecasts.quantiles.end(), row.quantiles.begin(), row.quantiles.end());
    table.forecasts.reason.push_back(FallbackReason::kNone);
    table.actual.push_back(row.actual);
    table.mase_scale.push_back(2);
    table.rmsse_scale.push_back(2);
  }
  return table;
}

Metrics metrics_of(const ScoredTable& table) {
  std::vector<std::size_t> rows(table.actual.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return compute_metrics(table, rows);
}

TEST(Metrics, WqlNeedsEveryDecileAndNoOtherLevel) {
  const ScoredTable five = table_of({0.1, 0.3, 0.5, 0.7, 0.9}, {{0, 1, 4, {1, 2, 3, 5, 6}}});
  EXPECT_TRUE(std::isnan(metrics_of(five).wql));
  EXPECT_GT(metrics_of(five).wql_all, 0);
  const std::vector<double> deciles = {1, 2, 2, 3, 3, 5, 5, 6, 6};
  const ScoredTable nine = table_of(Horizon::default_levels(), {{0, 1, 4, deciles}});
  std::vector<double> levels = Horizon::default_levels(), quantiles = deciles;
  levels.push_back(0.99);
  quantiles.push_back(90);
  const Metrics ten = metrics_of(table_of(levels, {{0, 1, 4, quantiles}}));
  EXPECT_DOUBLE_EQ(ten.wql, metrics_of(nine).wql);
  EXPECT_NE(ten.wql_all, ten.wql);
}

TEST(Metrics, RandomisedCoverageIsTheDistanceOfItsTwoLevels) {
  // true quantiles of a demand that is 0 with probability 0.5, else 1: closed coverage is 1, the randomised one near
  // 0.8
  std::vector<Row> rows;
  for (int row = 0; row < 400; ++row) rows.push_back({0, row + 1, row % 2 == 0 ? 0.0 : 1.0, {0, 0, 1, 1}});
  const Metrics m = metrics_of(table_of({0.1, 0.45, 0.55, 0.9}, rows));
  EXPECT_DOUBLE_EQ(m.coverage80, 1);
  EXPECT_NEAR(m.coverage80_pit, 0.8, 0.05);
  EXPECT_DOUBLE_EQ(m.coverage80_pit, m.below_pit[3] - m.below_pit[0]);
}

TEST(Metrics, ALevelThatWasNotAskedForLeavesItsMetricsUndefined) {
  const Metrics m = metrics_of(table_of({0.25}, {{0, 1, 4, {1}}, {1, 1, 4, {2}}}));
  for (const double value : {m.p50, m.p90, m.mase, m.wape, m.bias, m.coverage80, m.width80, m.sfpc}) {
    EXPECT_TRUE(std::isnan(value));
  }
  EXPECT_FALSE(std::isnan(m.crps));
}

TEST(Metrics, AreUndefinedWithoutRowsAndRelativeOnesWithoutDemand) {
  const Metrics none = metrics_of(table_of({0.5}, {{0, 1, kNone, {1}}}));
  EXPECT_EQ(none.rows, 0u);
  EXPECT_TRUE(std::isnan(none.crps));
  EXPECT_TRUE(std::isnan(none.below[0]));
  const Metrics zero = metrics_of(table_of({0.5}, {{0, 1, 0, {3}}}));
  EXPECT_TRUE(std::isnan(zero.wape));
  EXPECT_TRUE(std::isnan(zero.level_loss[0]));
  EXPECT_DOUBLE_EQ(zero.crps, 3);
  EXPECT_DOUBLE_EQ(zero.mase, 1.5);
}

TEST(Metrics, RowsWithoutTruthDoNotCount) {
  const Row scored{0, 1, 4, {1, 3}}, unscored{0, 2, kNone, {50, 90}};
  EXPECT_DOUBLE_EQ(metrics_of(table_of({0.1, 0.5}, {scored, unscored})).wql_all,
                   metrics_of(table_of({0.1, 0.5}, {scored})).wql_all);
}

TEST(Metrics, CrpsOfAPointForecastIsItsAbsoluteErrorAtTheMedian) {
  EXPECT_DOUBLE_EQ(metrics_of(table_of({0.5}, {{0, 1, 7, {3}}})).crps, 4);
}

TEST(Metrics, CrpsOfAFineGridIsThatOfTheUniformDistribution) {
  // F uniform on [0, 1], y = 0.3: CRPS = (0.3^3 + 0.7^3) / 3.
  std::vector<double> levels;
  for (int i = 1; i < 1000; ++i) levels.push_back(i / 1000.0);
  EXPECT_NEAR(metrics_of(table_of(levels, {{0, 1, 0.3, levels}})).crps, (0.027 + 0.343) / 3, 1e-5);
}

TEST(Metrics, RmsseIsTheMeanOverPairsOfTheRootMeanSquaredErrorOfTheMean) {
  // Cutoff 0: errors 3 and 4, root 12.5; cutoff 5: error 2.
  const auto table = table_of({0.5}, {{0, 1, 4, {1}}, {5, 6, 4, {2}}, {0, 2, 4, {8}}});
  EXPECT_DOUBLE_EQ(metrics_of(table).rmsse, (std::sqrt(12.5) / 2 + 1) / 2);
}

TEST(Metrics, PairsWithoutAScaleAreLeftOutAndCounted) {
  auto table = table_of({0.5}, {{0, 1, 4, {1}}, {5, 6, 4, {2}}, {6, 7, 4, {0}}});
  table.mase_scale[1] = 0;
  table.mase_scale[2] = kNone;
  EXPECT_DOUBLE_EQ(metrics_of(table).mase, 1.5);
  EXPECT_EQ(metrics_of(table).mase_left_out, 2u);
}

/// Counts against their own exact quantiles.
ScoredTable exact_poisson(double mean, int rows) {
  std::vector<double> quantiles;
  double probability = std::exp(-mean), cumulative = probability;
  int count = 0;
  for (const double level : Horizon::default_levels()) {
    while (cumulative < level) {
      probability *= mean / ++count;
      cumulative += probability;
    }
    quantiles.push_back(count);
  }
  RandomStream stream(1, 2);
  std::vector<Row> all;
  for (int i = 0; i < rows; ++i) all.push_back({i, i + 1, static_cast<double>(stream.poisson(mean)), quantiles});
  return table_of(Horizon::default_levels(), all);
}

TEST(Metrics, RandomisedPitIsFairToCountsWhereTheClosedShareIsNot) {
  for (const double mean : {0.7, 3.0, 8.0}) {
    const Metrics m = metrics_of(exact_poisson(mean, 20000));
    double closed = 0, randomised = 0;
    for (std::size_t i = 0; i < 9; ++i) {
      const double level = 0.1 * static_cast<double>(i + 1);
      closed = std::max(closed, std::abs(m.below[i] - level));
      randomised = std::max(randomised, std::abs(m.below_pit[i] - level));
    }
    EXPECT_LT(randomised, 0.05) << "mean " << mean;
    EXPECT_LT(2 * randomised, closed) << "mean " << mean;
  }
}

TEST(Metrics, RandomisedPitIsTheSameInAnyOrderOfRows) {
  const ScoredTable table = exact_poisson(2, 200);
  std::vector<std::size_t> rows(200);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  const auto forwards = compute_metrics(table, rows).below_pit;
  std::reverse(rows.begin(), rows.end());
  EXPECT_EQ(forwards, compute_metrics(table, rows).below_pit);
}

TEST(Metrics, WithoutTiesTheRandomisedPitIsThePlainShare) {
  const Metrics m = metrics_of(table_of({0.1, 0.5, 0.9}, {{0, 1, 4, {1, 3, 9}}, {0, 2, 4, {5, 6, 7}}}));
  EXPECT_EQ(m.below_pit, m.below);
  EXPECT_EQ(m.below, (std::vector<double>{0.5, 0.5, 1.0}));
}

TEST(Metrics, VolatilityComparesNeighbouringCutoffsOfTheSameDate) {
  // Of date 3: medians 10 -> 6 -> 8 with truth 8; date 9 has one forecast only.
  const auto table = table_of({0.5}, {{2, 3, 8, {8}}, {0, 3, 8, {10}}, {1, 3, 8, {6}}, {2, 9, 5, {1}}});
  // Revision losses (4 + 2) / 2; accuracy gains (2 - 2) / 2 + (2 - 0) / 2: excess 2, over |y| of 16, twice.
  EXPECT_DOUBLE_EQ(metrics_of(table).excess_volatility, 2 * 2.0 / 16);
  EXPECT_DOUBLE_EQ(metrics_of(table).sfpc, 100 * (4.0 / 16 + 2.0 / 14) * 2 / 2);
}

TEST(Metrics, AMoveStraightTowardsTheTruthIsNoExcessVolatility) {
  const auto table = table_of({0.1, 0.9}, {{0, 3, 8, {2, 14}}, {1, 3, 8, {5, 11}}, {2, 3, 8, {8, 8}}});
  EXPECT_NEAR(metrics_of(table).excess_volatility, 0, 1e-15);
}

TEST(Metrics, VolatilityIsUndefinedWithoutOverlapAndZeroMediansDoNotMove) {
  const Metrics apart = metrics_of(table_of({0.5}, {{0, 1, 8, {2}}, {1, 2, 8, {3}}}));
  EXPECT_TRUE(std::isnan(apart.excess_volatility));
  EXPECT_TRUE(std::isnan(apart.sfpc));
  EXPECT_EQ(metrics_of(table_of({0.5}, {{0, 2, 1, {0}}, {1, 2, 1, {0}}})).sfpc, 0);
}

}  // namespace
}  // namespace demandcast
