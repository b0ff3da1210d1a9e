// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/evaluation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/evaluation/generated_scores.h"

namespace demandcast {
namespace {

Evaluation judged(const GeneratedScores& scores, EvaluationOptions options = {}, int threads = 1) {
  RunContext context;
  context.threads = threads;
  return evaluate(scores.table, scores.panel, {}, options, context);
}

TEST(Evaluation, PutsTheBestModelFirstAndTakesSeasonalNaiveAsTheReference) {
  const Evaluation e = judged(generated_scores({.models = {{"wide", 3.0}, {"sharp", 0.1}, {"seasonal_naive", 1.0}}}));
  EXPECT_EQ(e.leaderboard, (std::vector<std::string>{"sharp", "seasonal_naive", "wide"}));
  EXPECT_EQ(e.reference, "seasonal_naive");
  ASSERT_EQ(e.to_reference.size(), 2u);
  EXPECT_EQ(e.to_reference[0].model, "sharp");
  EXPECT_TRUE(e.to_reference[0].clear && e.to_reference[0].high < 0);
  EXPECT_TRUE(e.to_reference[1].clear && e.to_reference[1].low > 0);
  EXPECT_EQ(e.to_best[1].model, "wide");
  EXPECT_EQ(e.to_best[1].reference, "sharp");
  EXPECT_EQ(judged(generated_scores({.models = {{"b", 1.0}, {"a", 0.1}}})).reference, "b");
}

TEST(Evaluation, TheRelativeDifferenceIsThatOfTheLeaderboard) {
  const Evaluation e = judged(generated_scores({.models = {{"a", 1.0}, {"b", 1.2}}}));
  EXPECT_NEAR(e.to_reference[0].relative, e.overall("b").wql / e.overall("a").wql - 1, 1e-12);
}

TEST(Evaluation, EveryRowIsInOneGroupOfEachDimension) {
  const GeneratedScores scores = generated_scores({.models = {{"a", 1.0}, {"b", 1.2}}});
  const Evaluation e = judged(scores, {.static_segments = {"category"}});
  for (const char* dimension :
       {"horizon", "cutoff", "velocity", "scale", "intermittence", "age", "season", "category"}) {
    std::size_t rows = 0;
    for (const GroupMetrics* group : e.of("b", dimension)) rows += group->metrics.rows;
    EXPECT_EQ(rows, e.overall("b").rows) << dimension;
    EXPECT_EQ(e.of("a", dimension).size(), e.of("b", dimension).size()) << dimension;
  }
  EXPECT_EQ(e.of("a", "horizon").front()->group, "1");
  EXPECT_EQ(e.of("a", "horizon").size(), 4u);
  EXPECT_EQ(e.of("a", "cutoff").front()->group, scores.panel.frequency().format(scores.table.forecasts.cutoff[0]));
}

TEST(Evaluation, IsTheSameAtAnyNumberOfThreads) {
  const GeneratedScores scores = generated_scores({.models = {{"a", 1.0}, {"b", 1.1}}});
  const Evaluation one = judged(scores, {}, 1), four = judged(scores, {}, 4);
  EXPECT_EQ(one.to_best[0].low, four.to_best[0].low);
  EXPECT_EQ(one.to_best[0].high, four.to_best[0].high);
  ASSERT_EQ(one.groups.size(), four.groups.size());
  for (std::size_t i = 0; i < one.groups.size(); ++i) {
    EXPECT_EQ(one.groups[i].group, four.groups[i].group);
    EXPECT_EQ(one.groups[i].metrics.wql_all, four.groups[i].metrics.wql_all);
  }
}

TEST(Evaluation, TellsWrmsseInTheOrderOfTheLeaderboardWhereAHierarchyIsGiven) {
  const GeneratedScores scores = generated_scores({.models = {{"a", 2.0}, {"b", 0.5}}});
  EXPECT_TRUE(judged(scores).hierarchy.empty());
  const Evaluation e = judged(scores, {.hierarchy = {{"total", "category", "series"}, ""}});
  ASSERT_EQ(e.hierarchy.size(), 2u);
  EXPECT_EQ(e.hierarchy[0].model, "b");
  EXPECT_LT(e.hierarchy[0].wrmsse, e.hierarchy[1].wrmsse);
}

TEST(Evaluation, CostsFollowTheLeaderboard) {
  const GeneratedScores scores = generated_scores({.models = {{"a", 2.0}, {"b", 0.5}}});
  const Evaluation e = evaluate(scores.table, scores.panel, {{.model = "a", .fit_seconds = 7}, {.model = "c"}}, {}, {});
  ASSERT_EQ(e.costs.size(), 2u);
  EXPECT_EQ(e.costs[0].model, "b");
  EXPECT_EQ(e.costs[0].fit_seconds, 0);
  EXPECT_EQ(e.costs[1].fit_seconds, 7);
}

TEST(Evaluation, AModelWithoutAScoredRowComesLastAndIsStillThere) {
  GeneratedScores scores = generated_scores({.models = {{"a", 1.0}, {"b", 1.0}}});
  scores.table.forecasts.models.insert(scores.table.forecasts.models.begin(), "none");
  for (auto& model : scores.table.forecasts.model) ++model;
  const Evaluation e = judged(scores);
  EXPECT_EQ(e.leaderboard.back(), "none");
  EXPECT_EQ(e.overall("none").rows, 0u);
  EXPECT_EQ(e.reference, "none");
  EXPECT_TRUE(std::isnan(e.to_reference[0].relative));
  EXPECT_FALSE(e.to_reference[0].clear);
  EXPECT_EQ(e.of("none", "velocity").size(), e.of("a", "velocity").size());
}

TEST(Evaluation, AnswersWithoutModelsOrForModelsThatAreNotThere) {
  const Evaluation none = evaluate({}, {}, {}, {}, {});
  EXPECT_TRUE(none.leaderboard.empty());
  EXPECT_THROW(none.overall("a"), DataError);
  EXPECT_TRUE(none.of("a", "overall").empty());
}

}  // namespace
}  // namespace demandcast
