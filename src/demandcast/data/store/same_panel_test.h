// Panels and stores held against each other, for this room's tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "demandcast/core/atomic_file.h"
#include "demandcast/data/read_panel.h"

namespace demandcast {

template <class T>
bool same_bits(std::span<const T> a, std::span<const T> b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

inline void expect_same_panel(const Panel& a, const Panel& b) {
  ASSERT_EQ(a.ids(), b.ids());
  EXPECT_EQ(a.frequency(), b.frequency());
  for (std::size_t i = 0; i < a.series_count(); ++i) {
    EXPECT_EQ(a.first_period(i), b.first_period(i)) << a.id(i);
    EXPECT_TRUE(same_bits(a.target(i), b.target(i))) << a.id(i);
    EXPECT_TRUE(same_bits(a.states(i), b.states(i))) << a.id(i);
  }
  ASSERT_EQ(a.channels().size(), b.channels().size());
  for (std::size_t c = 0; c < a.channels().size(); ++c) {
    EXPECT_EQ(a.channels()[c].name, b.channels()[c].name);
    EXPECT_EQ(a.channels()[c].role, b.channels()[c].role);
    EXPECT_EQ(a.channels()[c].offsets, b.channels()[c].offsets);
    EXPECT_EQ(a.channels()[c].first_period, b.channels()[c].first_period);
    EXPECT_TRUE(
        same_bits(std::span<const float>(a.channels()[c].values), std::span<const float>(b.channels()[c].values)));
    EXPECT_EQ(a.channels()[c].versions.offsets, b.channels()[c].versions.offsets);
    EXPECT_EQ(a.channels()[c].versions.period, b.channels()[c].versions.period);
    EXPECT_EQ(a.channels()[c].versions.known_at, b.channels()[c].versions.known_at);
    EXPECT_EQ(a.channels()[c].versions.values, b.channels()[c].versions.values);
  }
  ASSERT_EQ(a.statics().size(), b.statics().size());
  for (std::size_t c = 0; c < a.statics().size(); ++c) {
    EXPECT_EQ(a.statics()[c].name, b.statics()[c].name);
    EXPECT_EQ(a.statics()[c].categories, b.statics()[c].categories);
    EXPECT_EQ(a.statics()[c].codes, b.statics()[c].codes);
    EXPECT_TRUE(
        same_bits(std::span<const float>(a.statics()[c].numbers), std::span<const float>(b.statics()[c].numbers)));
  }
}

/// [fault] without places, whose order is that of shards.
inline std::vector<std::string> words_of(const ReadReport& report) {
  std::vector<std::string> words;
  for (const Fault& fault : report.faults) {
    words.push_back(fmt::format("{} {} {} {} {}", fault.kind, fault.column, fault.count, fault.message, fault.remedy));
  }
  return words;
}

inline std::map<std::string, std::string> bytes_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    files[file.path().filename()] = read_file(file.path());
  return files;
}

}  // namespace demandcast
