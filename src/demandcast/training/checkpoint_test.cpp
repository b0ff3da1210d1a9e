// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/checkpoint.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "demandcast/core/atomic_file.h"

namespace demandcast::training {
namespace {

/// Two weights on their way to the minimum of a fourth power.
struct Course {
  std::vector<at::Tensor> weights{at::tensor({5.0F, -3.0F}).requires_grad_(), at::tensor({{0.5F}}).requires_grad_()};
  AdamW optimiser{weights, {}};
  WeightAverage average{weights};

  void update() {
    (weights[0].pow(4).sum() + weights[1].square().sum()).backward();
    optimiser.step(0.05);
    average.take();
  }
};

class CheckpointFile : public testing::Test {
 protected:
  CheckpointFile() { std::filesystem::remove_all(folder_); }
  ~CheckpointFile() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(CheckpointFile, LetsARunGoOnAsIfItHadNotStopped) {
  Course through, stopped, resumed;
  for (int i = 0; i < 3; ++i) stopped.update();
  Checkpoint(folder_, "run").keep(stopped.weights, stopped.optimiser, stopped.average);
  EXPECT_EQ(Checkpoint(folder_, "run").restore(resumed.weights, resumed.optimiser, resumed.average), 3);
  for (int i = 0; i < 2; ++i) resumed.update();
  for (int i = 0; i < 5; ++i) through.update();
  through.average.give();
  resumed.average.give();
  for (std::size_t w = 0; w < 2; ++w) EXPECT_TRUE(at::equal(through.weights[w], resumed.weights[w]));
}

TEST_F(CheckpointFile, IsNotAnotherRuns) {
  Course run, other;
  run.update();
  Checkpoint(folder_, "run").keep(run.weights, run.optimiser, run.average);
  EXPECT_EQ(Checkpoint(folder_, "other").restore(other.weights, other.optimiser, other.average), 0);
  EXPECT_EQ(other.weights[0][0].item<float>(), 5);
}

TEST_F(CheckpointFile, StartsAnewFromOneThatIsCut) {
  Course run, next;
  run.update();
  Checkpoint(folder_, "run").keep(run.weights, run.optimiser, run.average);
  for (const auto& file : std::filesystem::directory_iterator(folder_)) {
    const std::string whole = read_file(file.path());
    write_file(file.path(), whole.substr(0, whole.size() - 9));
  }
  EXPECT_EQ(Checkpoint(folder_, "run").restore(next.weights, next.optimiser, next.average), 0);
  EXPECT_EQ(next.weights[0][0].item<float>(), 5);
}

TEST_F(CheckpointFile, IsKeptNowhereWithoutAFolder) {
  Course run;
  run.update();
  Checkpoint nowhere("", "run", 0);
  EXPECT_FALSE(nowhere.due());
  nowhere.keep(run.weights, run.optimiser, run.average);
  EXPECT_EQ(nowhere.restore(run.weights, run.optimiser, run.average), 0);
}

}  // namespace
}  // namespace demandcast::training
