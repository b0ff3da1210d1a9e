// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/revisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using ::testing::ElementsAre;

/// Two series of 12 weeks from period 100 on; demand is the period.
Panel panel() {
  std::vector<SeriesInput> series;
  for (const char* id : {"a", "b"}) {
    std::vector<float> y;
    for (int t = 0; t < 12; ++t) y.push_back(static_cast<float>(100 + t));
    series.push_back({id, 100, std::move(y), std::vector<CellState>(12, CellState::kObserved)});
  }
  return {Frequency::parse("W-FRI"), std::move(series)};
}

/// Three steps from each cutoff; the median tells the cutoff and the step.
ForecastTable table_of(const std::vector<Period>& cutoffs) {
  ForecastTable table;
  table.frequency = Frequency::parse("W-FRI");
  table.levels = {0.1, 0.5, 0.9};
  table.ids = {"b", "a"};
  table.models = {"ets", "naive"};
  for (int model = 0; model < 2; ++model) {
    for (const Period cutoff : cutoffs) {
      for (int step = 1; step <= 3; ++step) {
        table.series.push_back(1);
        table.model.push_back(model);
        table.cutoff.push_back(cutoff);
        table.period.push_back(cutoff + step);
        table.mean.push_back(0);
        const double median = 10.0 * static_cast<double>(cutoff) + step + 0.5 * model;
        for (const double quantile : {median - 1, median, median + 1}) table.quantiles.push_back(quantile);
        table.reason.push_back(FallbackReason::kNone);
      }
    }
  }
  return table;
}

TEST(Revisions, AreOfTheNewestDateThatMostCutoffsForecast) {
  const Panel data = panel();
  const DateRevisions revisions = revisions_of(table_of({104, 105, 106, 107}), data, 1, {0, 1});
  EXPECT_EQ(revisions.date, data.frequency().format(108));  // from 105, 106 and 107
  EXPECT_EQ(revisions.actual, 108);
  EXPECT_THAT(revisions.cutoffs,
              ElementsAre(data.frequency().format(105), data.frequency().format(106), data.frequency().format(107)));
  ASSERT_EQ(revisions.models.size(), 2U);
  EXPECT_THAT(revisions.models[0].middle, ElementsAre(1053, 1062, 1071));
  EXPECT_THAT(revisions.models[1].high, ElementsAre(1054.5, 1063.5, 1072.5));
}

TEST(Revisions, AreNotThereWhereCutoffsLieFarApart) {
  const Panel data = panel();
  EXPECT_TRUE(revisions_of(table_of({103, 106}), data, 1, {0}).cutoffs.empty());
  EXPECT_TRUE(revisions_of(table_of({104, 105, 106}), data, 0, {0}).cutoffs.empty());
}

TEST(Revisions, OfADateThatHasNotComeHaveNoTruth) {
  const DateRevisions revisions = revisions_of(table_of({109, 110, 111}), panel(), 1, {0});
  EXPECT_TRUE(std::isnan(revisions.actual));
  EXPECT_EQ(revisions.cutoffs.size(), 3U);
}

}  // namespace
}  // namespace demandcast
