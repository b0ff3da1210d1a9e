// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/combination/combination_weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/combination/combination.h"

namespace demandcast {
namespace {

constexpr int kLength = 60, kSteps = 4;
constexpr Period kOrigin = kLength - 1;

/// Demand 100 + noise, the same in every process.
Panel noisy_panel(int series_count) {
  std::vector<SeriesInput> series;
  for (int s = 0; s < series_count; ++s) {
    const std::string id = "series-" + std::to_string(s);
    RandomStream random(3, stream_key(id));
    std::vector<float> y;
    for (int t = 0; t < kLength; ++t) y.push_back(static_cast<float>(100 + 10 * random.normal()));
    series.push_back({id, 0, std::move(y), std::vector<CellState>(kLength, CellState::kObserved)});
  }
  return {Frequency::parse("W-FRI"), std::move(series)};
}

/// Says 100 + `off` and the deciles of noise around it.
MadeEstimator saying(double off) {
  return MadeEstimator({[=](const MadeQuestion&) { return 100 + off; },
                        [=](const MadeQuestion&, double level) { return 100 + off + 25 * (level - 0.5); }});
}

MemberRecord record_of(const Panel& panel, const std::vector<double>& offs, std::int64_t most_series = 2000) {
  static const RunContext context;
  const SingleShard training{PanelView(panel, kOrigin)};
  MemberRecord record(training, {.windows = 4}, most_series, Horizon::of(kSteps), context);
  for (const double off : offs) record.add(saying(off));
  return record;
}

TEST(CombinationWeights, BalanceMembersThatMissOnOppositeSides) {
  const Panel panel = noisy_panel(200);
  const std::vector<double> weights = least_loss_weights(record_of(panel, {-10, 30}));
  EXPECT_NEAR(weights[0], 0.75, 0.05);  // 0.75 * -10 + 0.25 * 30 = 0
  EXPECT_NEAR(weights[0] + weights[1], 1, 1e-12);
}

TEST(CombinationWeights, LeaveOutWhatOnlyHarms) {
  const Panel panel = noisy_panel(200);
  const std::vector<double> weights = least_loss_weights(record_of(panel, {40, 0, 80}));
  EXPECT_LE(weights[0], 0.03);
  EXPECT_GE(weights[1], 0.95);
  EXPECT_EQ(weights[2], 0);
}

TEST(CombinationWeights, LoseNoMoreThanAnyMixtureOfTwo) {
  const Panel panel = noisy_panel(100);
  const MemberRecord record = record_of(panel, {-7, 15});
  const auto loss = [&](double share) {
    double sum = 0;
    for (std::size_t cell = 0; cell < record.demand().size(); ++cell) {
      for (std::size_t q = 0; q < record.levels().size(); ++q) {
        const std::size_t at = cell * record.levels().size() + q;
        const double said = share * record.quantiles(0)[at] + (1 - share) * record.quantiles(1)[at];
        const double y = record.demand()[cell], level = record.levels()[q];
        sum += std::max(level * (y - said), (level - 1) * (y - said));
      }
    }
    return sum;
  };
  const double learned = loss(least_loss_weights(record)[0]);
  for (int percent = 0; percent <= 100; ++percent) EXPECT_LE(learned, 1.0005 * loss(percent / 100.0)) << percent;
}

TEST(CombinationWeights, AreEqualWhereNothingCameTrue) {
  SeriesInput series{"one", 0, std::vector<float>(kLength, 1), std::vector<CellState>(kLength, CellState::kMissing)};
  const Panel panel{Frequency::parse("W-FRI"), {std::move(series)}};
  EXPECT_EQ(least_loss_weights(record_of(panel, {1, 2})), (std::vector<double>{0.5, 0.5}));
}

TEST(MemberRecord, DrawsTheSameSeriesInAnyOrder) {
  const Panel panel = noisy_panel(300);
  const MemberRecord some = record_of(panel, {0}, 30);
  const std::size_t cells_each = record_of(noisy_panel(1), {0}).demand().size();
  EXPECT_NEAR(static_cast<double>(some.demand().size() / cells_each), 30, 15);
  std::vector<SeriesInput> reversed;
  for (std::size_t i = panel.series_count(); i-- > 0;) {
    reversed.push_back({panel.id(i),
                        0,
                        {panel.target(i).begin(), panel.target(i).end()},
                        std::vector<CellState>(kLength, CellState::kObserved)});
  }
  const Panel back{Frequency::parse("W-FRI"), std::move(reversed)};
  const MemberRecord same = record_of(back, {0}, 30);
  ASSERT_EQ(some.demand().size(), same.demand().size());
  const auto sum = [](std::span<const float> y) { return std::accumulate(y.begin(), y.end(), 0.0); };
  EXPECT_NEAR(sum(some.demand()), sum(same.demand()), 1e-6);
}

TEST(MemberRecord, LeavesOutCellsForWhichAMemberFellBack) {
  const Panel panel = noisy_panel(3);
  const RunContext context;
  const SingleShard training{PanelView(panel, kOrigin)};
  MemberRecord record(training, {.windows = 2}, 10, Horizon::of(kSteps), context);
  MadeLaw law{
      [](const MadeQuestion&) { return 1.0; }, [](const MadeQuestion&, double) { return 1.0; },
      [](const SeriesView& s) { return s.id() == "series-1" ? FallbackReason::kTooShort : FallbackReason::kNone; }};
  record.add(MadeEstimator(std::move(law)));
  const auto known = std::ranges::count_if(record.demand(), [](float y) { return !std::isnan(y); });
  EXPECT_EQ(known, 2 * 2 * kSteps);
}

TEST(Combination, LearnsItsWeightsWhenAsked) {
  const Panel panel = noisy_panel(200);
  std::vector<CombinationMember<Estimator>> members;
  for (const double off : {-10.0, 30.0}) members.push_back({"made", std::make_unique<MadeEstimator>(saying(off))});
  CombinationOptions options;
  options.weights = "learned";
  const CombinationEstimator estimator(options, std::move(members));
  EXPECT_FALSE(estimator.fits_apart());
  const PanelView view(panel, kOrigin);
  const auto learned = estimator.fit(SingleShard(view), Horizon::of(kSteps), {});
  EXPECT_NEAR(forecast_one(*learned, view, Horizon::of(kSteps), {}).mean(0, 0), 100, 2);
}

}  // namespace
}  // namespace demandcast
