// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/free_memory.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/atomic_file.h"

namespace demandcast {
namespace {

TEST(FreeMemory, IsTheLessOfWhatTheSystemHasAndTheGroupMayTake) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "demandcast_free_memory";
  std::filesystem::remove_all(folder);
  write_file(folder / "meminfo", "MemTotal:       900 kB\nMemFree: 1 kB\nMemAvailable:   800 kB\n");
  EXPECT_EQ(free_memory(folder / "meminfo", folder), 800 * 1024);
  write_file(folder / "memory.max", "max\n");
  write_file(folder / "memory.current", "5000\n");
  EXPECT_EQ(free_memory(folder / "meminfo", folder), 800 * 1024);
  write_file(folder / "memory.max", "7000\n");
  EXPECT_EQ(free_memory(folder / "meminfo", folder), 2000);
  write_file(folder / "memory.current", "7100\n");
  EXPECT_EQ(free_memory(folder / "meminfo", folder), 0);
  EXPECT_TRUE(std::isinf(free_memory(folder / "nothing", folder / "nowhere")));
}

}  // namespace
}  // namespace demandcast
