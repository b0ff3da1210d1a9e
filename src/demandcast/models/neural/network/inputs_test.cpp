// What goes into a network: calendar, features, past, batches; and levels beside its grid.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"
#include "demandcast/features/features_test.h"
#include "demandcast/features/targets.h"
#include "demandcast/models/neural/network/batch_tensors.h"
#include "demandcast/models/neural/network/gather.h"

namespace demandcast::neural {
namespace {

constexpr int kWeeks = 80, kSteps = 4;
constexpr Period kFirst = 100, kLast = kFirst + kWeeks - 1;

std::vector<float> demand(std::uint64_t series) {
  RandomStream random(5, series);
  std::vector<float> y;
  for (int t = 0; t < kWeeks; ++t) y.push_back(static_cast<float>(random.poisson(6)));
  return y;
}

/// Two series, one known and one past-only channel that run `kSteps` beyond them.
Panel panel_of(std::vector<std::vector<float>> targets, float plan_after = 1) {
  std::vector<float> plan, views;
  for (int t = 0; t < kWeeks + kSteps; ++t) {
    plan.push_back(t < kWeeks ? static_cast<float>(t % 5) : plan_after);
    views.push_back(static_cast<float>(t % 3));
  }
  return weekly_panel(std::move(targets), {weekly_channel("promotion", ChannelRole::kKnownFuture, {plan, plan}),
                                           weekly_channel("views", ChannelRole::kPastOnly, {views, views})});
}

/// Batches of blocks of 8 origins that read 16 periods each.
class Setting {
 public:
  explicit Setting(const Panel& panel, Period origin = kLast)
      : view_(panel, origin),
        set_(view_),
        facts_(learn_network_facts("network", SingleShard(view_), set_, kSteps, {})),
        layout_(set_, facts_.scales, facts_.unit, true) {}
  Batch gather(std::vector<Block> blocks, int origins = 8) const {
    return gatherer({.reach = 16, .origins = origins, .first = 3}).gather(blocks, {});
  }
  Gatherer gatherer(const Gatherer::Sizes& sizes) const {
    return {view_, set_, facts_, layout_, targets_of(Horizon::of(kSteps)), sizes};
  }
  const InputLayout& layout() const { return layout_; }

 private:
  PanelView view_;
  FeatureSet set_;
  NetworkFacts facts_;
  InputLayout layout_;
};

TEST(CalendarInputs, MarkHolidaysAndTheirNeighbours) {
  const Frequency days = Frequency::parse("D");
  const Period christmas = *days.period_at(timestamp_of(Date{2023, 12, 25}));
  const CalendarInputs calendar(days, christmas - 5, christmas + 5);
  const auto marks = [&](Period period) {
    const std::span<const float> inputs = calendar.at(period);
    return std::vector<float>(inputs.begin() + 6 + 7, inputs.begin() + 6 + 7 + 5);  // after harmonics and weekdays
  };
  EXPECT_EQ(marks(christmas), (std::vector<float>{0, 0, 1, 0, 0}));
  EXPECT_EQ(marks(christmas - 2), (std::vector<float>{0, 0, 0, 0, 1}));
  EXPECT_EQ(marks(christmas + 1), (std::vector<float>{0, 1, 0, 0, 0}));
  EXPECT_EQ(marks(christmas - 4), (std::vector<float>(5, 0)));
}

TEST(CalendarInputs, OfASpanAreTheMeanOfItsPeriods) {
  const CalendarInputs calendar(Frequency::parse("MS"), 600, 620);
  std::vector<float> inputs(static_cast<std::size_t>(calendar.width()));
  calendar.write(605, {1, 2}, inputs);
  for (std::size_t c = 0; c < inputs.size(); ++c) {
    EXPECT_NEAR(inputs[c], (calendar.at(607)[c] + calendar.at(608)[c]) / 2, 1e-6);
  }
}

TEST(CalendarInputs, OfIntegersAreNone) { EXPECT_EQ(CalendarInputs(Frequency::parse("1"), 0, 9).width(), 0); }

TEST(NetworkBatch, HoldsTheDemandOfEveryTargetInUnitsOfTheLevel) {
  const std::vector<float> y = demand(0);
  const Panel panel = panel_of({y, demand(1)});
  const Batch batch = Setting(panel).gather({{0, kLast - 1}});
  ASSERT_EQ(batch.demand.size(), 8u * kSteps);
  for (std::size_t m = 0; m < 8; ++m) {
    const Period origin = kLast - 8 + static_cast<Period>(m);
    for (std::size_t k = 0; k < kSteps; ++k) {
      const auto place = static_cast<std::size_t>(origin + 1 - kFirst) + k;
      const float got = batch.demand[m * kSteps + k];
      if (place >= y.size()) {
        EXPECT_TRUE(std::isnan(got)) << "beyond the history";
      } else {
        EXPECT_NEAR(got * batch.level[m], y[place], 1e-4);
      }
    }
  }
}

TEST(NetworkBatch, SeesNothingAfterItsOrigins) {
  std::vector<float> changed = demand(0);
  for (std::size_t t = 60; t < changed.size(); ++t) changed[t] = 500;
  const Panel before = panel_of({demand(0), demand(1)}), after = panel_of({changed, demand(1)});
  const Setting setting(before, kFirst + 59);  // what is learnt beforehand is learnt there
  const PanelView view(after, kLast);
  const Period last = kFirst + 59;
  const Batch a = setting.gather({{0, last}});
  const FeatureSet set(view);
  const NetworkFacts facts = learn_network_facts("network", SingleShard(PanelView(before, last)), set, kSteps, {});
  const InputLayout layout(set, facts.scales, facts.unit, true);
  const Batch b =
      Gatherer(view, set, facts, layout, targets_of(Horizon::of(kSteps)), {.reach = 16, .origins = 8, .first = 3})
          .gather(std::vector<Block>{{0, last}}, {});
  EXPECT_EQ(a.past, b.past);
  EXPECT_EQ(a.origin, b.origin);
  EXPECT_EQ(a.target, b.target);
  EXPECT_EQ(a.rough, b.rough);
  EXPECT_NE(std::vector<float>(a.demand.end() - 4, a.demand.end()),
            std::vector<float>(b.demand.end() - 4, b.demand.end()));
}

TEST(NetworkBatch, OfAnOriginIsTheSameAloneAndAmongOthers) {
  const Panel panel = panel_of({demand(0), demand(1)});
  const Setting setting(panel);
  const Batch block = setting.gather({{1, kLast}}), alone = setting.gather({{1, kLast - 2}}, 1);
  const auto tail = [&](const std::vector<float>& all, std::size_t per_origin) {
    const auto start = all.begin() + static_cast<std::ptrdiff_t>(5 * per_origin);
    return std::vector<float>(start, start + static_cast<std::ptrdiff_t>(per_origin));
  };
  EXPECT_EQ(tail(block.origin, alone.origin.size()), alone.origin);
  EXPECT_EQ(tail(block.target, alone.target.size()), alone.target);
  EXPECT_EQ(tail(block.rough, alone.rough.size()), alone.rough);
}

TEST(NetworkBatch, WhoseCalendarIsForgottenIsOneThatWasGatheredWithoutIt) {
  const Panel panel = panel_of({demand(0), demand(1)});
  const Setting setting(panel);
  const Gatherer gatherer = setting.gatherer({.reach = 16, .origins = 3, .first = 3, .window = 6});
  const auto gathered = [&](bool calendar) {
    return BatchTensors(gatherer.gather(std::vector<Block>{{0, kLast, calendar}, {1, kLast - 5, calendar}}, {}),
                        at::kCPU);
  };
  BatchTensors told = gathered(true);
  const BatchTensors never = gathered(false);
  const auto parts = [](const BatchTensors& of) {
    return std::vector<at::Tensor>{of.past, of.target, of.events, of.ahead, of.origin, of.rough, of.level, of.weight};
  };
  const auto equal = [&] {
    std::vector<bool> all;
    for (std::size_t i = 0; i < parts(told).size(); ++i) all.push_back(at::equal(parts(told)[i], parts(never)[i]));
    return all;
  };
  EXPECT_EQ(equal(), (std::vector<bool>{false, false, false, false, true, true, true, true}));
  told.forget_calendar(gatherer.calendar_width());
  EXPECT_EQ(equal(), std::vector<bool>(8, true));
}

TEST(InputLayout, GivesWithoutFeaturesOnlyWhatTheUserGave) {
  const Panel panel = panel_of({demand(0), demand(1)});
  const PanelView view(panel, kLast);
  const FeatureSet set(view);
  const std::vector<FeatureScale> scales(set.infos().size());
  const InputLayout layout(set, scales, 1, false);
  EXPECT_EQ(layout.origin_width(), 0);
  EXPECT_EQ(layout.target_width(), 2 * 4);  // three views of the promotion, the weight of like periods
  EXPECT_EQ(layout.rough_count(), 1);
}

}  // namespace
}  // namespace demandcast::neural
