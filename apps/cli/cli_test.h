// What the tests of the command share: to run it, and a folder with sales of its own for each test.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "apps/cli/run_cli.h"
#include "demandcast/core/atomic_file.h"

namespace demandcast {

namespace fs = std::filesystem;
struct Outcome {
  int exit_code;
  std::string out, err;
};

inline Outcome run(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int exit_code = run_cli(arguments, out, err);
  return {exit_code, out.str(), err.str()};
}

class Cli : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  std::string file(const std::string& name, const std::string& text) const {
    write_file(folder_ / name, text);
    return (folder_ / name).string();
  }
  std::string place(const std::string& name) const { return (folder_ / name).string(); }
  /// Two weeks of one series, 1 .. 7 each week.
  std::string sales() const {
    std::string text = "unique_id,ds,y\n";
    for (int day = 1; day <= 14; ++day) {
      text += "A,2024-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "," +
              std::to_string((day - 1) % 7 + 1) + "\n";
    }
    return file("sales.csv", text);
  }

  fs::path folder_;
};

}  // namespace demandcast
