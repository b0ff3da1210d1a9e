// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_training.h"

#include <gmock/gmock.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/policy/demand_scenario.h"

namespace demandcast {
namespace {

ItemEconomics item_of(int lead) {
  ItemEconomics item;
  item.holding_cost = 1;
  item.lost_sale_cost = 4;
  item.lead_time = LeadTime::of_periods(lead);
  return item;
}

/// Lost sales, lead time 2, a base stock that is too high.
class Training : public testing::Test {
 protected:
  static TrainingPlan plan() {
    TrainingPlan plan;
    plan.steps = 60;
    plan.batch = 128;
    plan.hidden = 8;
    plan.check_every = 10;
    return plan;
  }
  PolicyTraining training(const TrainingPlan& plan, int threads = 1, std::uint64_t seed = 1) const {
    return {plan, training_, validation_, check_, RunContext{.seed = seed, .threads = threads}};
  }
  static std::vector<float> trained(PolicyTraining training, int threads = 1) {
    while (training.advance(17, RunContext{.seed = 1, .threads = threads})) {
    }
    return training.state().parameters;
  }

  DemandScenario training_{item_of(2), {24, 3.9, 1}, poisson_demand(5), 1};
  DemandScenario validation_{item_of(2), {24, 3.9, 1}, poisson_demand(5), 2};
  ValidationPlan check_{{20, 100, 0}, 128};
};

TEST_F(Training, ComesNearTheOptimum) {
  TrainingPlan longer = plan();
  longer.steps = 300;
  PolicyTraining training = this->training(longer);
  while (training.advance(50, {})) {
  }
  EXPECT_GT(training.state().looks.front().validation_cost, 6.5);
  EXPECT_LT(training.state().best_cost, 4.395 * 1.03);  // 4.395 is the optimum; the best base stock costs 4.63
}

TEST_F(Training, IsTheSameAtAnyNumberOfThreadsAndOfTheSameSeed) {
  const auto one = trained(training(plan()));
  EXPECT_EQ(one, trained(training(plan(), 3), 3));
  EXPECT_NE(one, trained(training(plan(), 1, 2)));
}

TEST_F(Training, GoesOnFromAStateAsIfItHadNotStopped) {
  PolicyTraining first = training(plan());
  first.advance(23, {});
  PolicyTraining second(plan(), training_, validation_, check_, first.state());
  const auto whole = trained(training(plan()));
  EXPECT_EQ(trained(std::move(second)), whole);
}

TEST_F(Training, ThatRunsAstrayGoesBackAndGoesOnMoreSlowly) {
  TrainingPlan rash = plan();
  rash.learning_rate = 2;
  PolicyTraining training = this->training(rash);
  while (training.advance(10, {})) {
  }
  EXPECT_LT(training.state().rate_share, 1);
  EXPECT_LE(training.state().best_cost, training.state().looks.front().validation_cost);
}

TEST_F(Training, EndsWhenItGainsNoMore) {
  TrainingPlan idle = plan();
  idle.learning_rate = 1e-12;
  idle.patience = 2;
  PolicyTraining training = this->training(idle);
  EXPECT_FALSE(training.advance(1000, {}));
  EXPECT_EQ(training.state().step, 20);
}

TEST(TrainingPlan, SaysWhatMakesNoSense) {
  TrainingPlan plan;
  plan.batch = 100;
  EXPECT_THROW(plan.check(), ConfigError);
  plan = {};
  plan.episode.tail = plan.episode.periods;
  EXPECT_THROW(plan.check(), ConfigError);
  EXPECT_NO_THROW(TrainingPlan{}.check());
}

}  // namespace
}  // namespace demandcast
