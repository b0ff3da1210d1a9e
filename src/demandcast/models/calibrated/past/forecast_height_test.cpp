// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/forecast_height.h"

#include <gtest/gtest.h>

#include "demandcast/models/calibrated/past/made_model_test.h"

namespace demandcast {
namespace {

TEST(ForecastHeight, IsToldByMultiplesOfTheLevel) {
  EXPECT_EQ(forecast_height(0, 10), 0U);
  EXPECT_EQ(forecast_height(8, 10), 1U);
  EXPECT_EQ(forecast_height(10, 10), 2U);
  EXPECT_EQ(forecast_height(12, 10), 3U);
  EXPECT_EQ(forecast_height(1600, 1000), 4U);
}

TEST(ForecastHeight, IsUsualWhereNothingWasSold) { EXPECT_EQ(forecast_height(3, 0), 2U); }

TEST(HeightRecord, KeepsTheHeightOfEverySeriesOriginAndStep) {
  std::vector<SeriesInput> series;
  for (const float level : {10.0F, 100.0F}) {
    series.push_back(
        {std::to_string(level), 0, std::vector<float>(40, level), std::vector<CellState>(40, CellState::kObserved)});
  }
  const Panel panel(Frequency::parse("D"), std::move(series));
  const auto mean = [](const MadeQuestion& question) {  // 10, 20 and so on, ten times that at the older origin
    return 10.0 * (question.step + 1) * (question.series.origin() == 35 ? 1 : 10);
  };
  const MadeEstimator model({mean, [=](const MadeQuestion& question, double) { return mean(question); }});
  const SingleShard training(PanelView(panel, 39));
  const PastForecasts past(model, training, {2, 2, 4}, 1, {0.5}, {});
  HeightRecord heights(2, past.origins());
  past.visit([&](const PastForecast& at) { heights.note(at, 28); });
  const auto row = [&](std::size_t i, std::size_t window) {
    return std::vector<int>(heights.at(i, window).begin(), heights.at(i, window).end());
  };
  EXPECT_EQ(row(0, 0), (std::vector<int>{2, 4, 4, 4}));
  EXPECT_EQ(row(0, 1), (std::vector<int>{4, 4, 4, 4}));
  EXPECT_EQ(row(1, 0), (std::vector<int>{0, 0, 0, 0}));
  EXPECT_EQ(row(1, 1), (std::vector<int>{2, 4, 4, 4}));
}

}  // namespace
}  // namespace demandcast
