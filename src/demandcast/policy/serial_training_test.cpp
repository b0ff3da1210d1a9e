// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/serial_training.h"

#include <gmock/gmock.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

SerialScenario two_stages() { return {{{{1, 1}, {0.4, 2}}, 9}, 5, 2}; }

TrainingPlan plan() {
  TrainingPlan plan;
  plan.steps = 150;
  plan.batch = 128;
  plan.hidden = 8;
  plan.episode = {.warm_up = 12, .periods = 30, .tail = 6};
  return plan;
}

const ValidationPlan kCheck{{30, 200, 0}, 128};

TEST(SerialTraining, FindsTheSafetyStocksOfBothStages) {
  const SerialScenario system = two_stages();
  const double optimum = clark_scarf(system.system, GridDemand::clipped_normal(5, 2)).cost;
  const SerialTrainingResult trained = train_serial(plan(), system, kCheck, {});
  const EpisodeCost judged = serial_cost(system, {{30, 1000, 0}, 256}, 8, trained.best, 99, {});
  EXPECT_GT(trained.looks.front().validation_cost, 1.5 * optimum);
  EXPECT_NEAR(judged.mean, optimum, 0.02 * optimum);
}

TEST(SerialTraining, IsTheSameAtAnyNumberOfThreads) {
  TrainingPlan few = plan();
  few.steps = 10;
  EXPECT_EQ(train_serial(few, two_stages(), kCheck, {.threads = 1}).best,
            train_serial(few, two_stages(), kCheck, {.threads = 3}).best);
}

TEST(SerialTraining, SaysWhatMakesNoSense) {
  TrainingPlan odd = plan();
  odd.batch = 100;
  EXPECT_THROW(train_serial(odd, two_stages(), kCheck, {}), ConfigError);
}

}  // namespace
}  // namespace demandcast
