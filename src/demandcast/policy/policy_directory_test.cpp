// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_directory.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/policy/demand_scenario.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

class PolicyDirectory : public testing::Test {
 protected:
  ~PolicyDirectory() override { fs::remove_all(place_); }
  static ItemEconomics item() {
    ItemEconomics item;
    item.holding_cost = 1;
    item.lost_sale_cost = 4;
    item.lead_time = LeadTime::of_periods(1);
    return item;
  }
  static TrainingPlan plan() {
    TrainingPlan plan;
    plan.steps = 20;
    plan.batch = 64;
    plan.hidden = 4;
    plan.check_every = 5;
    return plan;
  }
  SavedPolicy saved() {
    PolicyTraining training(plan(), source_, source_, check_, RunContext{});
    training.advance(7, {});
    SavedPolicy policy;
    policy.manifest.model = "ets";
    policy.manifest.trained_to = "2024-01-01";
    policy.inputs = source_.inputs();
    policy.inputs.features = outlook_features().size();
    policy.hidden = 4;
    policy.state = training.state();
    return policy;
  }
  std::string refusal() const {
    try {
      load_policy(place_);
    } catch (const FormatError& error) {
      return error.what();
    }
    return "";
  }

  DemandScenario source_{item(), {12, 3, 1}, poisson_demand(5), 1};
  ValidationPlan check_{{5, 20, 0}, 64};
  fs::path place_ = fs::temp_directory_path() / ("demandcast_policy_" + std::to_string(::getpid()));
};

TEST_F(PolicyDirectory, KeepsATrainingThatGoesOnAsIfItHadNotStopped) {
  save_policy(place_, saved());
  const SavedPolicy back = load_policy(place_);
  EXPECT_EQ(back.manifest.model, "ets");
  EXPECT_FALSE(back.manifest.finished);
  PolicyTraining rest(plan(), source_, source_, check_, back.state),
      whole(plan(), source_, source_, check_, RunContext{});
  rest.advance(1000, {});
  whole.advance(1000, {});
  EXPECT_EQ(rest.state().parameters, whole.state().parameters);
  EXPECT_EQ(rest.state().best_parameters, whole.state().best_parameters);
  EXPECT_EQ(rest.state().best_cost, whole.state().best_cost);
}

TEST_F(PolicyDirectory, RefusesWhatWasCutOrChanged) {
  save_policy(place_, saved());
  const std::string arrays = read_file(place_ / "arrays.safetensors"), manifest = read_file(place_ / "policy.json");
  write_file(place_ / "arrays.safetensors", arrays.substr(0, arrays.size() - 4));
  EXPECT_THAT(refusal(), testing::HasSubstr("cut or changed"));
  write_file(place_ / "arrays.safetensors", arrays);
  std::string edited = manifest;
  edited.replace(edited.find("\"ets\""), 5, "\"sba\"");
  write_file(place_ / "policy.json", edited);
  EXPECT_THAT(refusal(), testing::HasSubstr("checksum"));
  write_file(place_ / "policy.json", manifest.substr(0, 40));
  EXPECT_THAT(refusal(), testing::HasSubstr("no whole manifest"));
  edited = manifest;
  edited.replace(edited.find("\"version\": 2"), 12, "\"version\": 1");
  write_file(place_ / "policy.json", edited);
  EXPECT_THAT(refusal(), testing::HasSubstr("corrects another rule"));
  edited.replace(edited.find("\"version\": 1"), 12, "\"version\": 3");
  write_file(place_ / "policy.json", edited);
  EXPECT_THAT(refusal(), testing::HasSubstr("newer format"));
  fs::remove(place_ / "policy.json");
  EXPECT_THAT(refusal(), testing::HasSubstr("is no policy"));
}

TEST_F(PolicyDirectory, IsNotWrittenOverSomethingElse) {
  fs::create_directories(place_);
  write_file(place_ / "notes.txt", "mine");
  EXPECT_THROW(save_policy(place_, saved()), ConfigError);
  EXPECT_EQ(read_file(place_ / "notes.txt"), "mine");
}

}  // namespace
}  // namespace demandcast
