// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/series_choice.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace demandcast {
namespace {

/// Series i sells `demand[i]` in one period and is forecast too low by `error[i]`.
ScoredTable scored_of(const std::vector<double>& demand, const std::vector<double>& error) {
  ScoredTable scored;
  ForecastTable& table = scored.forecasts;
  table.levels = {0.5};
  table.models = {"ets"};
  for (std::size_t i = 0; i < demand.size(); ++i) {
    table.ids.push_back(std::to_string(i));
    table.series.push_back(static_cast<std::int32_t>(i));
    table.model.push_back(0);
    table.cutoff.push_back(0);
    table.period.push_back(1);
    table.mean.push_back(0);
    table.quantiles.push_back(demand[i] - error[i]);
    table.reason.push_back(FallbackReason::kNone);
    scored.actual.push_back(demand[i]);
  }
  scored.mase_scale.assign(demand.size(), 1);
  scored.rmsse_scale.assign(demand.size(), 1);
  return scored;
}

TEST(SeriesChoice, ShowsTheWorstFirstThenTheLargestAndNoneTwice) {
  const auto chosen = choose_series(scored_of({10, 10, 10, 10, 10, 999, 10, 10, 10}, {1, 2, 3, 4, 50, 0, 0, 5, 6}), 0);
  ASSERT_GE(chosen.size(), 6u);
  EXPECT_EQ(chosen[0].series, 4u);
  EXPECT_EQ(chosen[0].why, "worst by loss");
  EXPECT_EQ(chosen[4].series, 5u);
  EXPECT_EQ(chosen[4].why, "largest");
  std::set<std::size_t> distinct;
  for (const ChosenSeries& c : chosen) distinct.insert(c.series);
  EXPECT_EQ(distinct.size(), chosen.size());
}

TEST(SeriesChoice, LeavesOutWhatHasNoScoredRow) {
  ScoredTable scored = scored_of({1, 2, 3}, {1, 0, 0});
  scored.forecasts.ids.push_back("a total, whose rows are judged apart");
  scored.actual[2] = std::numeric_limits<double>::quiet_NaN();
  std::set<std::size_t> shown;
  for (const ChosenSeries& c : choose_series(scored, 0)) shown.insert(c.series);
  EXPECT_EQ(shown, (std::set<std::size_t>{0, 1}));
}

TEST(SeriesChoice, TakesWhatThereIsOfASmallCatalogue) { EXPECT_EQ(choose_series(scored_of({1}, {1}), 0).size(), 1u); }

}  // namespace
}  // namespace demandcast
