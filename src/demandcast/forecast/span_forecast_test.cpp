// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/span_forecast.h"

#include <gtest/gtest.h>

#include "demandcast/forecast/ramp_sampler_test.h"

namespace demandcast {
namespace {

TEST(FillSpans, SumsPathByPath) {
  const Panel panel(Frequency::parse("D"),
                    {{"A", 0, {1}, {CellState::kObserved}}, {"B", 0, {1}, {CellState::kObserved}}});
  Horizon horizon{5, {0.1, 0.5}, {{0, 2}, {1, 4}}};
  QuantileForecast forecast(PanelView(panel, 0), horizon);
  for (int step = 0; step < 5; ++step) forecast.mean(1, step) = step;
  fill_spans(RampSampler(5, 101), forecast, {});
  EXPECT_DOUBLE_EQ(forecast.span_quantiles(0, 0)[0], 2 * 10);
  EXPECT_DOUBLE_EQ(forecast.span_quantiles(0, 1)[1], 4 * 50);
  EXPECT_DOUBLE_EQ(forecast.span_quantiles(1, 1)[1], 2 * 4 * 50);
  EXPECT_DOUBLE_EQ(forecast.span_mean(1, 1), 1 + 2 + 3 + 4);
}

}  // namespace
}  // namespace demandcast
