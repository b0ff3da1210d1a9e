// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/expert_router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/patchwork/expert_router/routing.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr Period kFirst = 600, kOrigin = kFirst + 59;  // months: January 2020 to December 2024
constexpr int kSteps = 6;

/// Series of 60 months and six to come: smooth toys, rare toys, smooth games, and a launch of 5 months.
Panel catalogue(bool other_future = false) {
  std::vector<SeriesInput> series;
  for (int s = 0; s < 4; ++s) {
    const int length = s == 3 ? 5 : 60;
    SeriesInput one{"series " + std::to_string(s), kOrigin + 1 - length, {}, {}};
    for (int t = 0; t < length + kSteps; ++t) {
      const double smooth = std::round(40 + 10 * s + 8 * std::sin(t * 0.52) + 5 * std::cos(t * t));
      double sold = s == 1 ? (t % 5 == 0 ? 3 : 0) : smooth;
      if (other_future && t >= length) sold = 0;
      one.target.push_back(static_cast<float>(sold));
      one.states.push_back(CellState::kObserved);
    }
    series.push_back(std::move(one));
  }
  StaticColumn category{"category", StaticKind::kCategory, 1, {}, {0, 0, 1, -1}, {"toys", "games"}};
  StaticColumn dept{"dept", StaticKind::kNumber, 1, {7, 8, 7, std::nanf("")}, {}, {}};
  return {Frequency::parse("MS"), std::move(series), {}, {std::move(category), std::move(dept)}};
}

std::string rule(const std::string& name, const std::string& when, const std::string& model) {
  return "[[rule]]\nname = \"" + name + "\"\nwhen = { " + when + " }\nmodel = \"" + model + "\"\n";
}

std::vector<std::int32_t> routed(const std::string& rules, Period origin = kOrigin) {
  const Panel panel = catalogue();
  return route(parse_rules("default = \"ets\"\n" + rules, "rules.toml"), PanelView(panel, origin), 0, {});
}

using Routes = std::vector<std::int32_t>;

TEST(ExpertRouter, SendsASeriesByTheFirstRuleThatTakesIt) {
  EXPECT_EQ(routed(rule("rare", "intermittence = \"> 0.5\"", "tsb") + rule("toys", "category = \"toys\"", "theta")),
            (Routes{1, 0, 2, 2}));
  EXPECT_EQ(routed(rule("toys", "category = \"toys\"", "theta") + rule("rare", "intermittence = \"> 0.5\"", "tsb")),
            (Routes{0, 0, 2, 2}));
  EXPECT_EQ(routed(rule("new", "age = \"< 13\"", "sba")), (Routes{1, 1, 1, 0}));
  EXPECT_EQ(routed(rule("dept", "dept = [7, 9], category = \"games\"", "sba")), (Routes{1, 1, 0, 1}));
  EXPECT_EQ(routed(rule("rare", "pattern = [\"intermittent\", \"lumpy\"]", "sba")), (Routes{1, 0, 1, 1}));
}

TEST(ExpertRouter, AsksOfTheFactsOfTheOrigin) {
  const std::string december = rule("christmas", "month = 12", "sba"), new_ones = rule("new", "age = \"< 13\"", "sba");
  EXPECT_EQ(routed(december), (Routes{0, 0, 0, 0}));
  EXPECT_EQ(routed(december, kOrigin - 1), (Routes{1, 1, 1, 1}));
  EXPECT_EQ(routed(new_ones, kFirst + 11), (Routes{0, 0, 0, 0}));  // the last one has sold nothing yet
}

class Folder : public testing::Test {
 protected:
  std::string file(const std::string& text) const {
    const std::string path = testing::TempDir() + "/demandcast_expert_router_" +
                             testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
    write_file(path, text);
    return path;
  }
  std::unique_ptr<Forecaster> fitted(const std::string& model, const Panel& panel) const {
    return make_estimator(parse_composition(model, registry_), registry_, options_)
        ->fit(SingleShard(PanelView(panel, kOrigin)), Horizon::of(kSteps), {});
  }
  QuantileForecast forecast(const std::string& model, const Panel& panel) const {
    return forecast_one(*fitted(model, panel), PanelView(panel, kOrigin), Horizon::of(kSteps), {});
  }
  void use(const std::string& rules) { options_["expert_router"]["rules"] = file(rules); }
  std::string refused(const std::string& rules) {
    use(rules);
    try {
      fitted("expert_router", catalogue());
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "nothing was refused";
  }

  ModelRegistry registry_ = builtin_models();
  ModelOptions options_;
};

void expect_same(const QuantileForecast& one, const QuantileForecast& other, std::size_t series) {
  for (int step = 0; step < kSteps; ++step) {
    EXPECT_EQ(one.mean(series, step), other.mean(series, step)) << series;
    EXPECT_THAT(one.quantiles(series, step), testing::ElementsAreArray(other.quantiles(series, step))) << series;
  }
  EXPECT_EQ(one.reason(series), other.reason(series));
}

using ExpertRouterModel = Folder;

TEST_F(ExpertRouterModel, WithADefaultAloneIsThatModelBitForBit) {
  const Panel panel = catalogue();
  for (const char* model : {"theta", "ets+calibrated", "sqrf"}) {
    use(std::string("default = \"") + model + "\"\n");
    const QuantileForecast own = forecast("expert_router", panel), other = forecast(model, panel);
    for (std::size_t i = 0; i < panel.series_count(); ++i) expect_same(own, other, i);
  }
}

TEST_F(ExpertRouterModel, GivesEachSeriesTheForecastOfItsExpertLearntOnTheWholeCatalogue) {
  const Panel panel = catalogue();
  use("default = \"theta\"\n" + rule("rare", "intermittence = \"> 0.5\"", "sqrf") +
      rule("games", "category = \"games\"", "ets+calibrated"));
  const QuantileForecast own = forecast("expert_router", panel);
  const std::vector<std::string> experts{"theta", "sqrf", "ets+calibrated", "theta"};
  for (std::size_t i = 0; i < experts.size(); ++i) expect_same(own, forecast(experts[i], panel), i);
  EXPECT_EQ(own.rules(), (std::vector<std::string>{"rare", "games", "default"}));
  EXPECT_EQ((Routes{own.rule(0), own.rule(1), own.rule(2), own.rule(3)}), (Routes{2, 0, 1, 2}));
}

TEST_F(ExpertRouterModel, TellsTheRuleAndTheModelThatServeASeries) {
  const Panel panel = catalogue();
  use("default = \"theta\"\n" + rule("rare", "intermittence = \"> 0.5\"", "sba"));
  const auto forecaster = fitted("expert_router", panel);
  EXPECT_EQ(forecaster->explain(PanelView(panel, kOrigin), 1, {}).form, "rule rare: sba, SBA");
  EXPECT_TRUE(forecaster->explain(PanelView(panel, kOrigin), 0, {}).form.starts_with("rule default: "));
}

TEST_F(ExpertRouterModel, TellsItsRulesThroughWrappersToo) {
  const Panel panel = catalogue();
  use("default = \"theta\"\n" + rule("rare", "intermittence = \"> 0.5\"", "tsb"));
  for (const char* model : {"expert_router+calibrated", "expert_router+distribution_engine", "expert_router+paths",
                            "expert_router+seasonal_profile", "expert_router+origin_ensemble"}) {
    const QuantileForecast told = forecast(model, panel);
    EXPECT_EQ(told.rules().size(), 2U) << model;
    EXPECT_EQ(told.rule(1), 0) << model;
    EXPECT_EQ(told.rule(0), 1) << model;
  }
}

TEST_F(ExpertRouterModel, SeesNothingAfterTheOrigin) {
  use("default = \"theta\"\n" + rule("rare", "intermittence = \"> 0.3\"", "tsb") +
      rule("fast", "velocity = \"> 45\", seasonal_strength = \"> 0.1\"", "ets"));
  const QuantileForecast one = forecast("expert_router", catalogue()),
                         other = forecast("expert_router", catalogue(true));
  for (std::size_t i = 0; i < one.series_count(); ++i) {
    expect_same(one, other, i);
    EXPECT_EQ(one.rule(i), other.rule(i));
  }
}

TEST_F(ExpertRouterModel, ComesBackBitEqualWithItsRulesAndExpertsWithoutItsFile) {
  const Panel panel = catalogue();
  options_["ets"]["season"] = "6";
  use("default = \"ets\"\n" + rule("rare", "intermittence = \"> 0.5\"", "tsb+calibrated") +
      rule("games", "category = \"games\"", "sqrf"));
  const auto learnt = fitted("expert_router", panel);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  learnt->save(writer);
  options_["expert_router"]["rules"] = "gone.toml";
  const auto loaded =
      load_forecaster(parse_composition("expert_router", registry_), registry_, options_, ArtifactReader(artifact));
  const PanelView view(panel, kOrigin);
  const auto one = forecast_one(*learnt, view, Horizon::of(kSteps), {});
  const auto other = forecast_one(*loaded, view, Horizon::of(kSteps), {});
  for (std::size_t i = 0; i < panel.series_count(); ++i) expect_same(one, other, i);
  EXPECT_EQ(one.rules(), other.rules());
}

TEST_F(ExpertRouterModel, IsRefusedWhereItsSavedRulesWereEdited) {
  const auto learnt = fitted("expert_router", catalogue());
  Artifact artifact;
  ArtifactWriter writer(artifact);
  learnt->save(writer);
  const auto load = [&] {
    load_forecaster(parse_composition("expert_router", registry_), registry_, {}, ArtifactReader(artifact));
  };
  artifact.texts["rules"] = {"default = \"no_model\"\n"};
  EXPECT_THROW(load(), FormatError);
  artifact.texts["rules"] = {"default"};
  EXPECT_THROW(load(), FormatError);
  artifact.texts.erase("rules");
  EXPECT_THROW(load(), FormatError);
}

TEST_F(ExpertRouterModel, NamesTheModelsThatItsOptionsMayBeGivenFor) {
  use("default = \"theta\"\n" + rule("rare", "intermittence = \"> 0.5\"", "tsb+calibrated"));
  EXPECT_EQ(all_parts(parse_composition("expert_router+paths", registry_), registry_, options_),
            (std::vector<std::string>{"expert_router", "paths", "theta", "tsb", "calibrated"}));
}

TEST_F(ExpertRouterModel, RefusesModelsThatThereAreNotWithTheRule) {
  EXPECT_THAT(refused("default = \"etz\"\n"), AllOf(HasSubstr("default: "), HasSubstr("did you mean \"ets\"?")));
  EXPECT_THAT(refused("default = \"ets\"\n" + rule("a", "age = 1", "sbb")),
              AllOf(HasSubstr("line 2: rule \"a\": unknown model \"sbb\""), HasSubstr("sba")));
  EXPECT_THAT(refused("default = \"expert_router\"\n"), HasSubstr("rules of its own"));
  EXPECT_THAT(refused("default = \"a=ets\"\n"), HasSubstr("a name of its own"));
}

TEST_F(ExpertRouterModel, RefusesColumnsThatTheDataDoNotHaveWithTheRule) {
  EXPECT_THAT(refused("default = \"ets\"\n" + rule("a", "catgory = \"toys\"", "sba")),
              AllOf(HasSubstr("line 2: rule \"a\": unknown fact \"catgory\"; did you mean \"category\"?"),
                    HasSubstr("--static")));
  EXPECT_THAT(refused("default = \"ets\"\n" + rule("a", "category = 7", "sba")),
              HasSubstr("\"category\" holds words, but [7] is asked for"));
  EXPECT_THAT(refused("default = \"ets\"\n" + rule("a", "dept = \"7\"", "sba")),
              HasSubstr("\"dept\" holds numbers, but [\"7\"] is asked for"));
  EXPECT_THAT(refused("default = \"ets\"\n" + rule("a", "age = \"new\"", "sba")), HasSubstr("\"age\" holds numbers"));
}

TEST_F(ExpertRouterModel, RefusesSpansAndAFileThatIsNotThere) {
  Horizon horizon = Horizon::of(kSteps);
  horizon.spans = {{0, 2}};
  const Panel panel = catalogue();
  const auto recipe = make_estimator(parse_composition("expert_router", registry_), registry_, options_);
  EXPECT_THROW(recipe->fit(SingleShard(PanelView(panel, kOrigin)), horizon, {}), ConfigError);
  options_["expert_router"]["rules"] = "nowhere.toml";
  EXPECT_THROW(fitted("expert_router", panel), FormatError);
}

TEST_F(ExpertRouterModel, LearnsPartByPartWhereAllItsExpertsDo) {
  const auto recipe = [&] {
    return make_estimator(parse_composition("expert_router", registry_), registry_, options_);
  };
  use("default = \"ets\"\n");
  EXPECT_TRUE(recipe()->fits_apart());
  EXPECT_TRUE(recipe()->is_local());
  use("default = \"ets\"\n" + rule("a", "age = 1", "sqrf"));
  EXPECT_FALSE(recipe()->fits_apart());
  EXPECT_FALSE(recipe()->is_local());
}

}  // namespace
}  // namespace demandcast
