// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/routers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/backtest_question.h"
#include "demandcast/pipeline/file_and_store_test.h"
#include "demandcast/pipeline/forecast.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Routers : public FileAndStore {
 protected:
  void SetUp() override {
    make(60, 130);
    for (RunConfig* config : {&file_, &store_}) {
      config->models = {"expert_router", "croston"};
      config->horizon = 6;
      config->windows = 3;
      config->model_options["expert_router"]["rules"] = (folder_ / "rules.toml").string();
    }
    write(R"(default = "theta"
[[rule]]
name = "rare"
when = { intermittence = "> 0.4" }
model = "tsb"
[[rule]]
name = "idle"
when = { history = "> 100000" }
model = "sba"
)");
  }
  void write(const std::string& rules) const { write_file(folder_ / "rules.toml", rules); }
  std::vector<std::string> labels() const {
    std::vector<std::string> all;
    for (const Composition& one : models_of_backtest(file_, registry_)) all.push_back(one.label);
    return all;
  }

  ModelRegistry registry_ = builtin_models();
};

TEST_F(Routers, AreBacktestedBesideTheirDefault) {
  EXPECT_THAT(labels(), ElementsAre("seasonal_naive", "expert_router", "croston", "theta"));
  file_.models = {"expert_router+calibrated", "base=theta"};
  EXPECT_THAT(labels(), ElementsAre("seasonal_naive", "expert_router+calibrated", "base", "theta+calibrated"));
  file_.models = {"expert_router", "base=theta", "theta=croston"};
  EXPECT_THAT(labels(), ElementsAre("seasonal_naive", "expert_router", "base", "theta"));
  const auto routers = routers_of(file_, registry_, models_of_backtest(file_, registry_));
  ASSERT_EQ(routers.size(), 1U);
  EXPECT_EQ(routers[0].default_model, "base");
}

TEST_F(Routers, OfABacktestHaveEachRulePricedAndIdleOnesTold) {
  const BacktestResult result = run_backtest(file_, registry_, {});
  ASSERT_EQ(result.evaluation.rules.size(), 3U);
  const RulePrice &rare = result.evaluation.rules[0], &all = result.evaluation.rules[2];
  EXPECT_EQ(rare.expert, "tsb");
  EXPECT_GT(rare.pairs, 0U);
  EXPECT_GT(all.pairs, 0U);
  for (const RulePrice::Other& other : all.against) {
    if (!other.is_default) continue;
    EXPECT_EQ(other.model, "theta");
    EXPECT_EQ(other.wql, all.wql);  // the default is the default, bit for bit
  }
  EXPECT_THAT(idle_rule_warnings(result.evaluation.rules),
              ElementsAre(HasSubstr("rule \"idle\" of expert_router took no")));
}

TEST_F(Routers, OfAStoreHaveThePricesOfTheFile) {
  file_.output = (folder_ / "of_file").string();
  store_.output = (folder_ / "of_store").string();
  const BacktestResult of_file = run_backtest(file_, registry_, {}), of_store = run_backtest(store_, registry_, {});
  ASSERT_EQ(of_store.evaluation.rules.size(), of_file.evaluation.rules.size());
  for (std::size_t i = 0; i < of_file.evaluation.rules.size(); ++i) {
    const RulePrice &one = of_file.evaluation.rules[i], &other = of_store.evaluation.rules[i];
    EXPECT_EQ(one.pairs, other.pairs);
    ASSERT_EQ(one.against.size(), other.against.size());
    for (std::size_t j = 0; j < one.against.size() && one.pairs > 0; ++j) {
      EXPECT_NEAR(one.against[j].wql, other.against[j].wql, 1e-9);
      EXPECT_EQ(one.against[j].difference.low, other.against[j].difference.low);
    }
  }
  EXPECT_EQ(read_table((folder_ / "of_file/pairs.parquet").string()).row_count(),
            read_table((folder_ / "of_store/pairs.parquet").string()).row_count());
}

TEST_F(Routers, OfABacktestThatIsResumedKeepTheirPricesUntilTheRulesChange) {
  file_.output = (folder_ / "out").string();
  const BacktestResult first = run_backtest(file_, registry_, {}), again = run_backtest(file_, registry_, {});
  EXPECT_EQ(again.resumed_parts, 12U);
  EXPECT_EQ(again.evaluation.rules[0].wql, first.evaluation.rules[0].wql);
  EXPECT_EQ(again.evaluation.rules[0].pairs, first.evaluation.rules[0].pairs);
  write("default = \"theta\"\n");
  EXPECT_EQ(run_backtest(file_, registry_, {}).resumed_parts, 9U);
}

TEST_F(Routers, TellWhichRuleServedEachSeriesOfAForecast) {
  file_.models = {"expert_router"};
  ForecastTable rows;
  const ForecastResult result =
      run_forecast(file_, registry_, {}, [&](ForecastTable table) { rows = std::move(table); });
  ASSERT_EQ(result.rules.size(), 3U);
  EXPECT_EQ(result.rules[0].series + result.rules[2].series, 60U);
  EXPECT_THAT(idle_rule_warnings("expert_router", result.rules), ElementsAre(HasSubstr("\"idle\"")));
  const Table table = to_table(rows, {});
  const auto& told = std::get<TextColumn>(table.find("rule")->values);
  const auto rare = std::ranges::count_if(
      told.codes, [&](std::int32_t code) { return told.dictionary[static_cast<std::size_t>(code)] == "rare"; });
  EXPECT_EQ(static_cast<std::size_t>(rare), 6 * result.rules[0].series);
}

TEST_F(Routers, TakeOptionsOfTheModelsThatTheyNameAndRefuseOthers) {
  file_.model_options["theta"]["season"] = "26";
  validate(file_, Needs::kModels, registry_);
  file_.model_options["mstl"]["season"] = "26";
  EXPECT_THROW(validate(file_, Needs::kModels, registry_), ConfigError);
}

TEST_F(Routers, OfAWrongFileAreRefusedBeforeTheWork) {
  write("default = \"thetta\"\n");
  EXPECT_THROW(validate(file_, Needs::kModels, registry_), ConfigError);
  write("default");
  EXPECT_THROW(validate(file_, Needs::kModels, registry_), FormatError);
}

}  // namespace
}  // namespace demandcast
