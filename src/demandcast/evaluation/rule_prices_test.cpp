// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/rule_prices.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/evaluation/generated_scores.h"
#include "demandcast/evaluation/streamed_evaluation.h"

namespace demandcast {
namespace {

const RoutedModel kRouter{"router", "all", {{"even", "good"}, {"idle", "good"}, {"default", "all"}}};

/// A router that is better than "all" for series of even number, which rule "even" took, and "all" itself for the rest.
GeneratedScores routed_scores(int series = 60) {
  GeneratedScores scores =
      generated_scores({.models = {{"router", 1.0}, {"all", 4.0}, {"unified", 0.5}}, .series = series, .cutoffs = 3});
  ForecastTable& rows = scores.table.forecasts;
  rows.rules = {"default", "even", "idle"};  // in another order than the router has them
  rows.rule.assign(rows.row_count(), -1);
  const std::size_t third = rows.row_count() / 3, width = rows.levels.size();
  for (std::size_t row = 0; row < third; ++row) {
    const bool even = rows.series[row] % 2 == 0;
    rows.rule[row] = even ? 1 : 0;
    for (std::size_t q = 0; q < width && !even; ++q) {
      rows.quantiles[row * width + q] = rows.quantiles[(row + third) * width + q];
    }
  }
  return scores;
}

const RulePrice::Other& other(const RulePrice& price, const std::string& model) {
  for (const RulePrice::Other& one : price.against) {
    if (one.model == model) return one;
  }
  throw std::runtime_error("no " + model);
}

TEST(RulePrices, SayWhichRuleEarnsItsPlaceAndWhichAUnifiedModelBeats) {
  const GeneratedScores scores = routed_scores();
  const Evaluation evaluation = evaluate(scores.table, scores.panel, {}, {.routers = {kRouter}}, {});
  ASSERT_EQ(evaluation.rules.size(), 3U);
  const RulePrice &even = evaluation.rules[0], &all = evaluation.rules[2];
  EXPECT_EQ(even.rule, "even");
  EXPECT_EQ(even.expert, "good");
  EXPECT_EQ(even.series, 30U);
  EXPECT_EQ(even.pairs, 90U);
  EXPECT_TRUE(other(even, "all").is_default);
  EXPECT_TRUE(other(even, "all").difference.clear);
  EXPECT_LT(other(even, "all").difference.high, 0);
  EXPECT_GT(other(even, "unified").difference.low, 0);
  EXPECT_EQ(other(all, "all").difference.relative, 0);
}

TEST(RulePrices, AreTheMetricsOfTheRulesPairs) {
  const GeneratedScores scores = routed_scores();
  const Evaluation evaluation = evaluate(scores.table, scores.panel, {}, {.routers = {kRouter}}, {});
  double loss = 0, demand = 0;
  const ForecastTable& rows = scores.table.forecasts;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (rows.model[row] != 0 || rows.rule[row] != 1) continue;
    const double y = scores.table.actual[row];
    demand += std::abs(y);
    for (std::size_t q = 0; q < rows.levels.size(); ++q) {
      const double error = y - rows.row_quantiles(row)[q];
      loss += 2.0 / 9 * (error > 0 ? rows.levels[q] * error : (rows.levels[q] - 1) * error);
    }
  }
  EXPECT_NEAR(evaluation.rules[0].wql, loss / demand, 1e-12);
}

TEST(RulePrices, AreInMoneyWhereUnitsHaveCosts) {
  GeneratedScores scores = routed_scores();
  scores.table.unit_costs.assign(scores.table.forecasts.ids.size(), UnitCosts{.surplus = 1, .shortage = 4});
  const Evaluation evaluation = evaluate(scores.table, scores.panel, {}, {.routers = {kRouter}}, {});
  const RulePrice &even = evaluation.rules[0], &idle = evaluation.rules[1], &rest = evaluation.rules[2];
  EXPECT_LT(even.cost, other(even, "all").cost);
  EXPECT_LT(other(even, "unified").cost, even.cost);
  EXPECT_EQ(rest.cost, other(rest, "all").cost);
  EXPECT_TRUE(std::isnan(idle.cost));
  const double of_rules = even.cost + rest.cost;
  EXPECT_NEAR(of_rules, evaluation.overall("router").cost, 1e-9 * of_rules);
  const Evaluation without = evaluate(routed_scores().table, scores.panel, {}, {.routers = {kRouter}}, {});
  EXPECT_TRUE(std::isnan(without.rules[0].cost));
}

TEST(RulePrices, OfARuleThatTookNothingAreNone) {
  const GeneratedScores scores = routed_scores();
  const Evaluation evaluation = evaluate(scores.table, scores.panel, {}, {.routers = {kRouter}}, {});
  EXPECT_EQ(evaluation.rules[1].rule, "idle");
  EXPECT_EQ(evaluation.rules[1].pairs, 0U);
  EXPECT_TRUE(std::isnan(evaluation.rules[1].wql));
  EXPECT_FALSE(other(evaluation.rules[1], "all").difference.clear);
}

TEST(RulePrices, AreTheSameWhereSeriesComeInParts) {
  const GeneratedScores scores = routed_scores(10);  // ids in the order of their bytes, as panels that are read
  const Evaluation whole = evaluate(scores.table, scores.panel, {}, {.routers = {kRouter}}, {});
  DemandRanks ranks;
  add_to_ranks(scores.table, scores.panel, {}, ranks);
  ranks.finish();
  StreamedEvaluation streamed({.routers = {kRouter}}, std::move(ranks));
  streamed.add(scores.table, scores.panel, {});
  const Evaluation parts = streamed.finish({}, {});
  ASSERT_EQ(parts.rules.size(), whole.rules.size());
  for (std::size_t i = 0; i < whole.rules.size(); ++i) {
    EXPECT_EQ(parts.rules[i].rule, whole.rules[i].rule);
    EXPECT_EQ(parts.rules[i].pairs, whole.rules[i].pairs);
    if (whole.rules[i].pairs == 0) continue;
    EXPECT_NEAR(parts.rules[i].wql, whole.rules[i].wql, 1e-12);
    EXPECT_EQ(other(parts.rules[i], "all").difference.low, other(whole.rules[i], "all").difference.low);
  }
}

}  // namespace
}  // namespace demandcast
