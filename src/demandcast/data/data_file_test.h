// Small files for this room's tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "demandcast/core/atomic_file.h"
#include "demandcast/data/read_panel.h"

namespace demandcast {

/// A path in the test's own folder.
inline std::string test_path(const std::string& name) {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const std::string folder = std::string("demandcast_") + test->test_suite_name() + "_" + test->name();
  const auto path = std::filesystem::path(testing::TempDir()) / folder / name;
  std::filesystem::create_directories(path.parent_path());
  return path.string();
}

inline std::string test_file(const std::string& name, const std::string& text) {
  const std::string path = test_path(name);
  write_file(path, text);
  return path;
}

/// The fault of `kind`, null when there is none.
inline const Fault* find_fault(const ReadReport& report, const std::string& kind) {
  for (const Fault& fault : report.faults) {
    if (fault.kind == kind) return &fault;
  }
  return nullptr;
}

}  // namespace demandcast
