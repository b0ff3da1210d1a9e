// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/learn_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/data/table.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/patchwork/expert_router/rule_file.h"
#include "demandcast/pipeline/row_table.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

/// Losses of theta, tsb and a labelled ets: each is the best of one category, by `gain`; ets is the best of all others.
Table planted_pairs(double gain, const std::vector<std::string>& models, int first_cutoff = 0) {
  RowTable rows;
  RandomStream stream(5, static_cast<std::uint64_t>(first_cutoff + 1));
  for (int series = 0; series < 120; ++series) {
    for (int cutoff = first_cutoff; cutoff < first_cutoff + 3; ++cutoff) {
      const int kind = series % 4;  // toys: theta, games: tsb, books and tools: ets
      rows.text("unique_id", "00" + std::to_string(series));
      rows.integer("cutoff", cutoff);
      rows.number("velocity", 1 + 0.01 * ((series * 37) % 120));
      rows.number("month", cutoff);
      rows.text("half", series < 60 ? "first" : "second");
      rows.text("category", kind == 0 ? "toys" : kind == 1 ? "games" : kind == 2 ? "books" : "tools");
      rows.number("demand", 10);
      for (const std::string& model : models) {
        const bool best = model == (kind == 0 ? "theta" : kind == 1 ? "tsb" : "winter");
        rows.number("loss:" + model, std::exp(0.2 * stream.normal()) - (best ? gain : 0));
      }
    }
  }
  return rows.take();
}

class LearnRules : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("learn_rules_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    config_.output = (folder_ / "rules.toml").string();
  }
  void add_backtest(const std::string& name, const Table& pairs,
                    const std::string& models = R"("theta": "theta", "tsb": "tsb", "winter": "ets+seasonal_profile")",
                    const std::string& options = "") {
    fs::create_directories(folder_ / name);
    write_table(pairs, (folder_ / name / "pairs.parquet").string());
    write_file(folder_ / name / "backtest.json", "{\"models\": {" + models + "}, \"options\": {" + options + "}}");
    config_.backtests.push_back((folder_ / name).string());
  }
  LearntRules learn() { return learn_rules(config_, builtin_models(), {}); }
  RuleSet written() {
    return rules_of(builtin_models().find("expert_router"), {{"rules", config_.output}}, builtin_models());
  }
  std::string refused() {
    try {
      learn();
    } catch (const Error& error) {
      return error.what();
    }
    return "nothing was refused";
  }

  fs::path folder_;
  LearnRulesConfig config_;
};

TEST_F(LearnRules, RecoversTheBestModelOfEachKindThatWasPlanted) {
  add_backtest("one", planted_pairs(0.3, {"theta", "tsb", "winter"}));
  const LearntRules learnt = learn();
  EXPECT_EQ(learnt.rules.default_model, "ets+seasonal_profile");
  EXPECT_THAT(learnt.parted_by, ElementsAre("category"));
  ASSERT_EQ(learnt.learnt.size(), 2U);
  EXPECT_EQ(learnt.learnt[0].name, "category games");
  EXPECT_EQ(learnt.learnt[0].model, "tsb");
  EXPECT_EQ(learnt.learnt[1].name, "category toys");
  EXPECT_EQ(learnt.learnt[1].model, "theta");
  EXPECT_EQ(learnt.learnt[1].series, 30U);
  EXPECT_EQ(learnt.learnt[1].pairs, 90U);
  EXPECT_LT(learnt.learnt[1].low, 0.3);
  EXPECT_GT(learnt.learnt[1].low, 0);
  EXPECT_NEAR(learnt.wql, 0.102 - 0.03, 0.003);
  EXPECT_NEAR(learnt.default_wql, 0.102 - 0.015, 0.003);
}

TEST_F(LearnRules, WritesAFileThatTheRouterTakes) {
  add_backtest("one", planted_pairs(0.3, {"theta", "tsb", "winter"}),
               R"("theta": "theta", "tsb": "tsb", "winter": "ets+seasonal_profile")", R"("ets": {"season": "26"})");
  const LearntRules learnt = learn();
  const RuleSet rules = written();
  EXPECT_EQ(rules.default_model, "ets+seasonal_profile");
  ASSERT_EQ(rules.rules.size(), 2U);
  EXPECT_EQ(rules.rules[0].model, "tsb");
  EXPECT_TRUE(rules.rules[0].when.at("category").holds("games"));
  EXPECT_THAT(read_file(config_.output), AllOf(HasSubstr("# saves "), HasSubstr("of the loss of ets+seasonal_profile"),
                                               HasSubstr("# The backtests were run with --set ets.season=26."),
                                               HasSubstr("tells a backtest of later")));
  EXPECT_THAT(to_json(learnt, "rules.toml"), HasSubstr("\"schema\": \"demandcast.route/1\""));
}

TEST_F(LearnRules, LeavesAllToTheDefaultWhereNoModelIsBetterThanNoise) {
  add_backtest("one", planted_pairs(0, {"theta", "tsb", "winter"}));
  EXPECT_TRUE(learn().learnt.empty());
  EXPECT_TRUE(written().rules.empty());
  EXPECT_THAT(read_file(config_.output), HasSubstr("# No segment has a model"));
}

TEST_F(LearnRules, PartsByWhatIsAskedForAndTakesTheDefaultThatIsNamed) {
  add_backtest("one", planted_pairs(0.3, {"theta", "tsb", "winter"}));
  config_.by = {"category", "half"};
  config_.default_model = "theta";
  const LearntRules learnt = learn();
  EXPECT_EQ(learnt.rules.default_model, "theta");
  EXPECT_EQ(learnt.comparisons, 16U);
  EXPECT_EQ(learnt.learnt.size(), 6U);
  EXPECT_EQ(learnt.learnt[0].name, "category books, half first");
  EXPECT_EQ(written().rules.size(), 6U);
}

TEST_F(LearnRules, DoesNotTakeTheLuckOfOneCutoffForAKindOfSeries) {
  Table pairs = planted_pairs(0, {"theta", "tsb", "winter"});
  const std::vector<double> month = std::get<NumberColumn>(pairs.find("month")->values).values;
  auto& losses = std::get<NumberColumn>(pairs.find("loss:tsb")->values).values;
  for (std::size_t i = 0; i < losses.size(); ++i) losses[i] *= month[i] == 1 ? 0.5 : 1.3;
  add_backtest("one", pairs);
  config_.by = {"month"};
  const LearntRules learnt = learn();
  EXPECT_TRUE(learnt.learnt.empty());
  EXPECT_EQ(learnt.comparisons, 0U);
}

TEST_F(LearnRules, JoinsBacktestsOfOtherModelsAndOfOtherCutoffs) {
  add_backtest("one", planted_pairs(0.3, {"theta", "winter"}), R"("theta": "theta", "winter": "ets")");
  add_backtest("two", planted_pairs(0.3, {"tsb"}), R"("tsb": "tsb")");
  add_backtest("three", planted_pairs(0.3, {"theta", "winter"}, 3), R"("theta": "theta", "winter": "ets")");
  const LearntRules learnt = learn();
  EXPECT_EQ(learnt.rules.default_model, "ets");
  EXPECT_EQ(learnt.pairs, 720U);
  ASSERT_EQ(learnt.learnt.size(), 2U);
  EXPECT_EQ(learnt.learnt[0].pairs, 90U);   // tsb knows three cutoffs
  EXPECT_EQ(learnt.learnt[1].pairs, 180U);  // theta knows six
}

TEST_F(LearnRules, LeavesOutExpertRouters) {
  add_backtest("one", planted_pairs(0.3, {"theta", "tsb", "winter"}),
               R"("theta": "theta", "tsb": "expert_router+calibrated", "winter": "ets")");
  EXPECT_THAT(learn().models, ElementsAre("theta", "ets"));
}

TEST_F(LearnRules, RefusesWhatItCannotLearnFrom) {
  config_.backtests = {(folder_ / "none").string()};
  EXPECT_THAT(refused(), HasSubstr("is no folder of a backtest"));
  fs::create_directories(folder_ / "old");
  write_file(folder_ / "old" / "backtest.json", "{}");
  config_.backtests = {(folder_ / "old").string()};
  EXPECT_THAT(refused(), HasSubstr("run it again"));
  config_.backtests.clear();
  add_backtest("one", planted_pairs(0.3, {"theta", "tsb", "winter"}));
  config_.by = {"catgory"};
  EXPECT_THAT(refused(), HasSubstr("--by: unknown fact \"catgory\"; did you mean \"category\"?"));
  config_.by = {};
  config_.default_model = "sqrf";
  EXPECT_THAT(refused(), HasSubstr("--default: unknown model \"sqrf\""));
  config_.default_model = "";
  add_backtest("other", planted_pairs(0.3, {"theta"}), R"("theta": "theta")", R"("ets": {"season": "26"})");
  add_backtest("third", planted_pairs(0.3, {"theta"}), R"("theta": "theta")", R"("ets": {"season": "52"})");
  EXPECT_THAT(refused(), HasSubstr("ets.season = 26 and 52"));
  EXPECT_FALSE(fs::exists(config_.output));
}

}  // namespace
}  // namespace demandcast
