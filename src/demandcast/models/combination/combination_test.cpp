// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/combination/combination.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/calibrated/past/made_model_test.h"

namespace demandcast {
namespace {

Panel panel_of(std::vector<float> y) {
  std::vector<CellState> states(y.size(), CellState::kObserved);
  return {Frequency::parse("W-FRI"), {{"one", 0, std::move(y), std::move(states)}}};
}

/// Says `height` times the step counted from 1, and the level above it for quantiles.
MadeLaw saying(double height, FallbackReason reason = FallbackReason::kNone) {
  return {[=](const MadeQuestion& of) { return height * (of.step + 1); },
          [=](const MadeQuestion& of, double level) { return height * (of.step + 1) + level; },
          [=](const SeriesView&) { return reason; }};
}

QuantileForecast combined(std::vector<double> weights, std::vector<MadeLaw> laws, const Horizon& horizon) {
  const Panel panel = panel_of(std::vector<float>(20, 1.0F));
  const PanelView view(panel, 10);
  std::vector<CombinationMember<Forecaster>> members;
  for (MadeLaw& law : laws) members.push_back({"made", std::make_unique<MadeForecaster>(std::move(law), 10)});
  return forecast_one(CombinationForecaster(std::move(weights), std::move(members)), view, horizon, {});
}

TEST(Combination, IsTheWeightedMeanOfMeansAndOfQuantilesLevelByLevel) {
  const QuantileForecast forecast = combined({1, 3}, {saying(10), saying(30)}, Horizon::of(3));
  EXPECT_DOUBLE_EQ(forecast.mean(0, 1), (20 + 3 * 60) / 4.0);
  EXPECT_DOUBLE_EQ(forecast.quantiles(0, 1)[8], (20 + 3 * 60) / 4.0 + 0.9);
}

TEST(Combination, OfOneMemberIsThatMemberBitByBit) {
  const QuantileForecast forecast = combined({0, 0.7}, {saying(10), saying(0.1)}, Horizon::of(3));
  for (int step = 0; step < 3; ++step) {
    EXPECT_EQ(forecast.mean(0, step), 0.1 * (step + 1));
    EXPECT_EQ(forecast.quantiles(0, step)[3], 0.1 * (step + 1) + 0.4);
  }
}

TEST(Combination, LeavesOutMembersThatFellBack) {
  const QuantileForecast forecast =
      combined({1, 1, 1}, {saying(1000, FallbackReason::kTooShort), saying(10), saying(20)}, Horizon::of(2));
  EXPECT_DOUBLE_EQ(forecast.mean(0, 0), 15);
  EXPECT_EQ(forecast.reason(0), FallbackReason::kNone);
}

TEST(Combination, FallsBackWithTheFirstMemberWhereAllDo) {
  const QuantileForecast forecast =
      combined({1, 1}, {saying(5, FallbackReason::kAllZero), saying(10, FallbackReason::kTooShort)}, Horizon::of(2));
  EXPECT_DOUBLE_EQ(forecast.mean(0, 0), 5);
  EXPECT_EQ(forecast.reason(0), FallbackReason::kAllZero);
}

TEST(Combination, RefusesSpans) {
  Horizon horizon = Horizon::of(3);
  horizon.spans = {{0, 2}};
  EXPECT_THROW(combined({1}, {saying(1)}, horizon), ConfigError);
}

class MembersOption : public testing::Test {
 protected:
  static std::string refusal(const std::string& members) {
    const ModelRegistry registry = builtin_models();
    try {
      make_estimator(parse_composition("combination", registry), registry, {{"combination", {{"members", members}}}});
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "taken";
  }
};

TEST_F(MembersOption, TakesCompositions) { EXPECT_EQ(refusal("ets+calibrated,theta"), "taken"); }

TEST_F(MembersOption, NamesWhatIsWrongWithOne) {
  EXPECT_EQ(refusal(""), "[combination] members: no model is named; give some, like ets,theta");
  EXPECT_NE(refusal("ets,tehta").find("theta"), std::string::npos);
  EXPECT_EQ(refusal("ets,theta,ets"), "[combination] members: \"ets\" is named twice; name each model once");
  EXPECT_EQ(refusal("combination,ets"),
            "[combination] members: \"combination\" is made of models of its own; name those");
  EXPECT_EQ(refusal("a=ets"), "[combination] members: \"a=ets\" has a name of its own, which members do not need");
}

}  // namespace
}  // namespace demandcast
