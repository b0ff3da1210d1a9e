// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/mapped_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

fs::path fresh_folder(const std::string& name) {
  const fs::path folder = fs::path(testing::TempDir()) / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

TEST(MappedFile, HasTheBytesOfTheFile) {
  const fs::path file = fresh_folder("mapped") / "file";
  write_file(file, "some bytes");
  EXPECT_EQ(MappedFile(file).bytes(), "some bytes");
}

TEST(MappedFile, OfAnEmptyFileIsEmpty) {
  const fs::path file = fresh_folder("mapped_empty") / "file";
  write_file(file, "");
  EXPECT_TRUE(MappedFile(file).bytes().empty());
}

TEST(MappedFile, KeepsTheBytesOfAFileThatIsReplaced) {
  const fs::path file = fresh_folder("mapped_replaced") / "file";
  write_file(file, "old");
  const MappedFile mapped(file);
  write_file(file, "new and longer");
  EXPECT_EQ(mapped.bytes(), "old");
}

TEST(MappedFile, NamesWhatCannotBeOpenedOrMapped) {
  const fs::path folder = fresh_folder("mapped_none");
  EXPECT_THAT([&] { MappedFile(folder / "none"); },
              ThrowsMessage<FormatError>(AllOf(HasSubstr("cannot read"), HasSubstr("none"))));
  EXPECT_THAT([&] { MappedFile mapped(folder); }, ThrowsMessage<FormatError>(HasSubstr("cannot read")));
}

}  // namespace
}  // namespace demandcast
