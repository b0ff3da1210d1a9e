// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/span_metrics.h"

#include <gtest/gtest.h>

#include "demandcast/forecast/quantile_forecast.h"

namespace demandcast {
namespace {

using enum CellState;

TEST(SpanMetrics, ScoreASumAgainstTheSumOfItsPeriods) {
  const Panel panel(Frequency::parse("D"),
                    {{"a", 0, {5, 1, 2, 3, 4}, {kObserved, kObserved, kObserved, kObserved, kObserved}},
                     {"b", 0, {5, 1, 2, 3, 4}, {kObserved, kObserved, kObserved, kCensored, kObserved}}});
  QuantileForecast forecast(PanelView(panel, 0), {4, {0.1, 0.5, 0.9}, {{1, 2}, {0, 1}}});
  for (std::size_t series = 0; series < 2; ++series) {
    forecast.span_quantiles(series, 0)[0] = 4;
    forecast.span_quantiles(series, 0)[1] = 6;
    forecast.span_quantiles(series, 0)[2] = 9;
    forecast.span_quantiles(series, 1)[2] = 3;
  }
  ForecastTable table;
  append_forecast(table, forecast, panel.ids(), "m");
  const auto groups = span_metrics(table, panel, ScoreMode::kAvailable);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].group, "0:1");
  EXPECT_EQ(groups[0].metrics.rows, 2U);
  EXPECT_EQ(groups[1].group, "1:2");
  EXPECT_EQ(groups[1].dimension, "span");
  EXPECT_EQ(groups[1].metrics.rows, 1U);  // b's sum holds a stock-out
  EXPECT_DOUBLE_EQ(groups[1].metrics.p50, 2 * 0.5 * (6 - 5) / 5);
  EXPECT_DOUBLE_EQ(groups[1].metrics.coverage80, 1);
}

TEST(SpanMetrics, AreNoneWithoutSpans) { EXPECT_TRUE(span_metrics({}, Panel(), ScoreMode::kSales).empty()); }

}  // namespace
}  // namespace demandcast
