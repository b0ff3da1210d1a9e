// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/atomic_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;

class AtomicFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

  fs::path folder_;
};

TEST_F(AtomicFileTest, AppearsOnlyWhenCommitted) {
  const auto place = folder_ / "deep" / "out.txt";
  {
    AtomicFile file(place);
    std::ofstream(file.path()) << "half";
    EXPECT_FALSE(fs::exists(place));
  }
  EXPECT_FALSE(fs::exists(place));
  write_file(place, "whole");
  EXPECT_EQ(read_file(place), "whole");
}

TEST_F(AtomicFileTest, LeavesTheOldContentWhenTheNewOneFails) {
  const auto place = folder_ / "out.txt";
  write_file(place, "old");
  {
    AtomicFile abandoned(place);
  }
  EXPECT_EQ(read_file(place), "old");
  EXPECT_EQ(files(), 1);
}

TEST_F(AtomicFileTest, NamesThePlaceThatCannotBeWritten) {
  write_file(folder_ / "file", "");
  EXPECT_THROW(AtomicFile(folder_ / "file" / "below.txt"), WriteError);
  EXPECT_THROW(AtomicFile{folder_}, WriteError);
  EXPECT_THROW(read_file(folder_ / "absent"), FormatError);
}

}  // namespace
}  // namespace demandcast
