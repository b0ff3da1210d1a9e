// Small files for this room's tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "demandcast/core/atomic_file.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/data/timestamp.h"

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

/// Rows `id,date,1` of `count` dates, `step` days apart from the first.
inline std::string rows_of(const std::string& id, Date first, int step, int count) {
  constexpr Timestamp kDay = 86400;
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += fmt::format("{},{},1\n", id, format_timestamp(timestamp_of(first) + i * step * kDay));
  }
  return text;
}

/// The fault of `kind`, null when there is none.
inline const Fault* find_fault(const ReadReport& report, const std::string& kind) {
  for (const Fault& fault : report.faults) {
    if (fault.kind == kind) return &fault;
  }
  return nullptr;
}

}  // namespace demandcast
