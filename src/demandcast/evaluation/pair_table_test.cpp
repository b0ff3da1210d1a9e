// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/pair_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "demandcast/data/series_facts.h"
#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/generated_scores.h"

namespace demandcast {
namespace {

const std::vector<double>& numbers(const Table& table, const std::string& name) {
  return std::get<NumberColumn>(table.find(name)->values).values;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(PairTable, LossesOverDemandAreTheWqlOfEachModel) {
  const GeneratedScores scores = generated_scores({.models = {{"a", 1.0}, {"b", 3.0}}, .series = 7});
  const Table table = pair_table(scores.table, scores.panel, {});
  EXPECT_EQ(table.row_count(), 14U);
  const Evaluation evaluation = evaluate(scores.table, scores.panel, {}, {.bootstrap_draws = 0}, {});
  for (const char* model : {"a", "b"}) {
    EXPECT_NEAR(sum(numbers(table, std::string("loss:") + model)) / sum(numbers(table, "demand")),
                evaluation.overall(model).wql, 1e-12);
  }
}

TEST(PairTable, TellsTheFactsOfEachCutoffAndTheStatics) {
  const GeneratedScores scores = generated_scores({.models = {{"a", 1.0}}, .series = 3});
  const Table table = pair_table(scores.table, scores.panel, {});
  const auto& ids = std::get<TextColumn>(table.find("unique_id")->values);
  const auto& categories = std::get<TextColumn>(table.find("category")->values);
  const auto& cutoffs = std::get<TimeColumn>(table.find("cutoff")->values);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string& id = ids.dictionary[static_cast<std::size_t>(ids.codes[row])];
    const Period cutoff = scores.panel.frequency().period_at(cutoffs.times[row]).value();
    const SeriesFacts facts = series_facts({scores.panel, scores.panel.find(id).value(), cutoff}, 7);
    for (const NumberFact& fact : number_facts()) {
      const double told = numbers(table, std::string(fact.name))[row], own = facts.*fact.value;
      EXPECT_TRUE(told == own || (std::isnan(told) && std::isnan(own))) << fact.name;
    }
    EXPECT_EQ(categories.dictionary[static_cast<std::size_t>(categories.codes[row])], id == "S0" ? "x" : "y");
  }
}

TEST(PairTable, LeavesOutTheLossOfAModelThatScoredOtherPeriods) {
  GeneratedScores scores = generated_scores({.models = {{"a", 1.0}, {"b", 3.0}}, .series = 2, .cutoffs = 1});
  scores.table.actual.back() = std::nan("");  // the last period of the last series, of b alone
  const Table table = pair_table(scores.table, scores.panel, {});
  EXPECT_FALSE(std::isnan(numbers(table, "loss:a")[1]));
  EXPECT_TRUE(std::isnan(numbers(table, "loss:b")[1]));
  EXPECT_FALSE(std::isnan(numbers(table, "loss:b")[0]));
}

}  // namespace
}  // namespace demandcast
