// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/best_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

constexpr int kCutoffs = 3;

/// Losses of `models` models, `gain` less of the second, around 1 with noise of their own.
LossTable losses_of(int series, std::size_t models, double gain, std::uint64_t seed) {
  LossTable table;
  RandomStream stream(seed, 1);
  table.loss.resize(models);
  for (int s = 0; s < series; ++s) {
    for (int c = 0; c < kCutoffs; ++c) {
      table.series.push_back(s);
      table.cutoff.push_back(c);
      table.demand.push_back(2);
      for (std::size_t m = 0; m < models; ++m) {
        table.loss[m].push_back(std::exp(0.3 * stream.normal()) - (m == 1 ? gain : 0));
      }
    }
  }
  return table;
}

std::vector<std::size_t> all_pairs(const LossTable& table) {
  std::vector<std::size_t> pairs(table.demand.size());
  std::iota(pairs.begin(), pairs.end(), std::size_t{0});
  return pairs;
}

TEST(BestModel, IsTheOneThatLosesLeastWithItsFigures) {
  const LossTable table{{0, 0, 1}, {5, 6, 5}, {10, 10, 20}, {{4, 4, 8}, {3, 3, 6}, {5, 1, 9}}};
  const ModelContest best = best_model(table, all_pairs(table), 0, 1, 10, {}).value();
  EXPECT_EQ(best.model, 1U);
  EXPECT_DOUBLE_EQ(best.wql, 12.0 / 40);
  EXPECT_DOUBLE_EQ(best.other_wql, 16.0 / 40);
  EXPECT_DOUBLE_EQ(best.relative, -0.25);
  EXPECT_DOUBLE_EQ(best.low, -0.25);  // every pair saves a quarter
  EXPECT_EQ(best.series, 2U);
  EXPECT_EQ(best.pairs, 3U);
}

TEST(BestModel, IsComparedOnSharedPairsAlone) {
  const double none = std::nan("");
  const LossTable table{{0, 1, 2}, {5, 5, 5}, {10, 10, 10}, {{4, none, 4}, {3, 1, none}, {none, none, none}}};
  const ModelContest best = best_model(table, all_pairs(table), 0, 1, 10, {}).value();
  EXPECT_EQ(best.model, 1U);
  EXPECT_EQ(best.pairs, 1U);
  EXPECT_DOUBLE_EQ(best.relative, -0.25);
  EXPECT_FALSE(best_model(table, all_pairs(table), 2, 1, 10, {}));
  EXPECT_FALSE(best_overall(table));
}

TEST(BestModel, OfTableIsTheOneOfTheLeastSum) {
  const LossTable table{{0, 1}, {5, 5}, {1, 1}, {{4, 4}, {3, 6}, {5, 1}}};
  EXPECT_EQ(best_overall(table), std::optional<std::size_t>(2));
}

TEST(BestModel, IsHeldToAWiderIntervalTheMoreComparisonsWereMade) {
  const LossTable table = losses_of(80, 2, 0.05, 3);
  const ModelContest one = best_model(table, all_pairs(table), 0, 1, 400, {}).value();
  const ModelContest many = best_model(table, all_pairs(table), 0, 100, 400, {}).value();
  const double wider = 3.4808 / 1.9600;  // normal quantiles of 0.99975 and 0.975
  EXPECT_NEAR((many.high - many.relative) / (one.high - one.relative), wider, 1e-3);
  EXPECT_NEAR((many.relative - many.low) / (one.relative - one.low), wider, 1e-3);
}

TEST(BestModel, AmongEqualsIsRarelyTakenForBetterWhereAllComparisonsAreCounted) {
  int taken = 0;
  for (std::uint64_t run = 0; run < 100; ++run) {
    const LossTable table = losses_of(40, 6, 0, run);
    taken += best_model(table, all_pairs(table), 0, 5, 200, {})->high < 0 ? 1 : 0;
  }
  EXPECT_LE(taken, 6);  // 2.5 of 100 of a two-sided 5 %, and luck
}

TEST(BestModel, ThatIsBetterIsFound) {
  const LossTable table = losses_of(200, 6, 0.15, 11);
  const ModelContest best = best_model(table, all_pairs(table), 0, 50, 400, {}).value();
  EXPECT_EQ(best.model, 1U);
  EXPECT_LT(best.high, 0);
  EXPECT_NEAR(best.relative, -0.15 / std::exp(0.045), 0.05);
}

}  // namespace
}  // namespace demandcast
