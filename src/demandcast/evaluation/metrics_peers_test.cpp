// Agreement with an independent implementation; numbers by tools/oracles/metrics_peers.py.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "demandcast/evaluation/metrics.h"

namespace demandcast {
namespace {

constexpr int kLength = 40, kSteps = 5;
constexpr double kTolerance = 1e-9;

/// The linear congruential generator that the script repeats.
class Draw {
 public:
  int operator()(std::uint64_t bound) {
    state_ = (state_ * 1103515245 + 12345) % (std::uint64_t{1} << 31);
    return static_cast<int>((state_ >> 16) % bound);
  }

 private:
  std::uint64_t state_ = 7;
};

Panel draw_panel(Draw& draw) {
  std::vector<SeriesInput> series(3);
  const std::array<const char*, 3> names = {"busy", "rare", "flat"};
  for (std::size_t i = 0; i < 3; ++i) {
    series[i].id = names[i];
    series[i].states.assign(kLength, CellState::kObserved);
  }
  for (int t = 0; t < kLength; ++t) series[0].target.push_back(static_cast<float>(20 + draw(15)));
  for (int t = 0; t < kLength; ++t) series[1].target.push_back(static_cast<float>(std::max(0, draw(9) - 5)));
  series[2].target.assign(kLength, 5.0F);
  return Panel(Frequency::parse("1"), std::move(series));
}

ForecastTable draw_forecasts(Draw& draw, const Panel& panel) {
  ForecastTable table;
  table.levels = Horizon::default_levels();
  table.ids = panel.ids();
  table.models = {"M"};
  for (std::int32_t series = 0; series < 3; ++series) {
    for (const Period cutoff : {Period{30}, Period{33}}) {
      for (Period period = cutoff + 1; period <= cutoff + kSteps; ++period) {
        table.series.push_back(series);
        table.model.push_back(0);
        table.cutoff.push_back(cutoff);
        table.period.push_back(period);
        double value = series == 0 ? 16 : 0;
        for (int k = 0; k < 9; ++k) table.quantiles.push_back(value += draw(8) / (series == 0 ? 2.0 : 4.0));
        table.mean.push_back(table.quantiles[table.quantiles.size() - 5]);
        table.reason.push_back(FallbackReason::kNone);
      }
    }
  }
  return table;
}

Metrics drawn_metrics() {
  Draw draw;
  const Panel panel = draw_panel(draw);
  const ScoredTable table = score_against(draw_forecasts(draw, panel), panel, 7, ScoreMode::kAvailable);
  return compute_metrics(table, scored_rows(table, 0));
}

TEST(MetricsOfPeers, LossesAgree) {
  const Metrics m = drawn_metrics();
  EXPECT_EQ(m.rows, 30u);
  EXPECT_NEAR(m.wql, 0.21438872500819403, kTolerance);
  EXPECT_NEAR(m.wql_all, 0.21438872500819403, kTolerance);
  EXPECT_NEAR(m.p50, 0.2713864306784661, kTolerance);
  EXPECT_NEAR(m.p90, 0.1464601769911504, kTolerance);
  const std::array<double, 9> expected = {0.10737463126843658, 0.18023598820059,    0.21165191740412975,
                                          0.2587020648967552,  0.2713864306784661,  0.27345132743362827,
                                          0.25545722713864305, 0.22477876106194683, 0.1464601769911504};
  for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(m.level_loss[i], expected[i], kTolerance) << "level " << i;
}

TEST(MetricsOfPeers, PointErrorsAgree) {
  const Metrics m = drawn_metrics();
  EXPECT_NEAR(m.wape, 0.2713864306784661, kTolerance);
  EXPECT_NEAR(m.bias, 0.007374631268436578, kTolerance);
  EXPECT_NEAR(m.mase, 1.5856046890300837, kTolerance);
  EXPECT_EQ(m.mase_left_out, 2u) << "the flat series at both cutoffs";
}

TEST(MetricsOfPeers, CalibrationAgrees) {
  const Metrics m = drawn_metrics();
  EXPECT_NEAR(m.coverage80, 0.7666666666666667, kTolerance);
  EXPECT_NEAR(m.width80, 0.8635693215339232, kTolerance);
  const std::array<double, 9> expected = {4, 5, 7, 14, 20, 25, 26, 26, 27};  // of 30 rows
  for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(m.below[i], expected[i] / 30, kTolerance) << "level " << i;
}

}  // namespace
}  // namespace demandcast
