// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/directory_lock.h"

#include <gtest/gtest.h>

#include <optional>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

TEST(DirectoryLock, IsHeldByOneAtATime) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "demandcast_directory_lock";
  std::filesystem::create_directories(folder);
  std::optional<DirectoryLock> first(folder);
  EXPECT_THROW(DirectoryLock{folder}, WriteError);
  first.reset();
  EXPECT_NO_THROW(DirectoryLock{folder});
  EXPECT_THROW(DirectoryLock{folder / "nowhere"}, WriteError);
}

}  // namespace
}  // namespace demandcast
