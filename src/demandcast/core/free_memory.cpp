// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/free_memory.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace demandcast {
namespace {

constexpr double kUntold = std::numeric_limits<double>::infinity();

double available_to_system(const std::filesystem::path& place) {
  std::ifstream lines(place);
  std::string word;
  while (lines >> word) {
    double kilobytes = 0;
    if (word == "MemAvailable:" && lines >> kilobytes) return 1024 * kilobytes;
  }
  return kUntold;
}

/// A number of bytes; infinity for "max" and where there is no such file.
double bytes_in(const std::filesystem::path& place) {
  std::ifstream file(place);
  double bytes = 0;
  return file >> bytes ? bytes : kUntold;
}

double left_to_group(const std::filesystem::path& folder) {
  const double limit = bytes_in(folder / "memory.max"), taken = bytes_in(folder / "memory.current");
  return limit < kUntold && taken < kUntold ? std::max(0.0, limit - taken) : kUntold;
}

}  // namespace

double free_memory(const std::filesystem::path& system, const std::filesystem::path& group) {
  return std::min(available_to_system(system), left_to_group(group));
}

}  // namespace demandcast
