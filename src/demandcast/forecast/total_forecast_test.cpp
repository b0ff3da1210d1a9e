// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/total_forecast.h"

#include <gtest/gtest.h>

#include "demandcast/forecast/ramp_sampler_test.h"

namespace demandcast {
namespace {

/// 130 series of two kinds, even and odd; series 4 ended long ago.
Panel panel() {
  std::vector<SeriesInput> series;
  StaticColumn kind{"kind", StaticKind::kCategory, 1, {}, {}, {"even", "odd"}};
  for (int i = 0; i < 130; ++i) {
    const std::size_t length = i == 4 ? 10 : 50;
    series.push_back({"s" + std::to_string(i), 0, std::vector<float>(length, 1),
                      std::vector<CellState>(length, CellState::kObserved)});
    kind.codes.push_back(i % 2);
  }
  return Panel(Frequency::parse("D"), std::move(series), {}, {std::move(kind)});
}

QuantileForecast totals_of(const Panel& data, const Totals& totals, int threads) {
  const PanelView view(data, 49);
  QuantileForecast forecast(view, {3, {0.1, 0.5}, {{1, 2}}});
  for (std::size_t i = 0; i < data.series_count(); ++i) {
    for (int step = 0; step < 3; ++step) forecast.mean(i, step) = static_cast<double>(i);
  }
  RunContext context;
  context.threads = threads;
  return total_forecast(RampSampler(3, 101), forecast, view, totals, context);
}

TEST(TotalForecast, SumsTheMembersPathByPath) {
  const Panel data = panel();
  const Totals totals = make_totals(data, {"total", "kind"});
  const QuantileForecast total = totals_of(data, totals, 1);
  const double weights = 130 * 131 / 2.0 - 5;  // sum of i + 1, without series 4
  EXPECT_DOUBLE_EQ(total.quantiles(0, 1)[0], 10 * weights);
  EXPECT_DOUBLE_EQ(total.span_quantiles(0, 0)[1], 2 * 50 * weights);
  EXPECT_DOUBLE_EQ(total.mean(0, 2), 129 * 130 / 2.0 - 4);
  // coherent: kinds add up to everything, at every quantile of paths that move together
  EXPECT_DOUBLE_EQ(total.quantiles(1, 0)[0] + total.quantiles(2, 0)[0], total.quantiles(0, 0)[0]);
}

TEST(TotalForecast, IsTheSameAtAnyNumberOfThreads) {
  const Panel data = panel();
  const Totals totals = make_totals(data, {"total"});
  const QuantileForecast one = totals_of(data, totals, 1), four = totals_of(data, totals, 4);
  EXPECT_EQ(one.quantiles(0, 2)[0], four.quantiles(0, 2)[0]);
  EXPECT_EQ(one.origin(0), 49);
}

}  // namespace
}  // namespace demandcast
