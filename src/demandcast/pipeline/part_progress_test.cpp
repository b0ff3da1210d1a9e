// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/part_progress.h"

#include <gtest/gtest.h>

#include <string>

namespace demandcast {
namespace {

struct Told final : Progress {
  void begin(std::string_view task, std::size_t all, std::string_view) override {
    name = task;
    total = all;
  }
  void advance(std::size_t units) override { done += units; }
  void finish() override { finished = true; }

  std::string name;
  std::size_t total = 0, done = 0;
  bool finished = false;
};

TEST(PartProgress, CountsEverySeriesOnceHoweverManyTasksAPartHas) {
  Told told;
  {
    PartProgress progress(told, "ets: forecast", 110);
    EXPECT_EQ(told.name, "ets: forecast");
    progress.begin_part(100);
    progress.start("ets: fit", 100);
    progress.advance(100);
    EXPECT_EQ(told.done, 50U);
    progress.advance(100);
    progress.advance(100);
    EXPECT_EQ(told.done, 100U);
    progress.end_part();
    progress.begin_part(10);
    progress.end_part();
    EXPECT_EQ(told.done, told.total);
    progress.finish();
    EXPECT_FALSE(told.finished);
  }
  EXPECT_TRUE(told.finished);
}

}  // namespace
}  // namespace demandcast
