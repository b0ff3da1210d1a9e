// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/launch.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr int kMostProcesses = 65'536;

int number(const char* name, const char* text, int least, int most) {
  int value = 0;
  const char* end = text == nullptr ? nullptr : text + std::strlen(text);
  const bool whole = text != nullptr && *text != '\0' && std::from_chars(text, end, value).ptr == end;
  if (whole && value >= least && value <= most) return value;
  const std::string found = text == nullptr ? "it is not set" : fmt::format("it is \"{}\"", text);
  throw ConfigError(fmt::format(
      "environment variable {}: {}, wanted is a whole number from {} to {}; start with torchrun --nproc-per-node N -m "
      "demandcast ..., or unset WORLD_SIZE to run one process",
      name, found, least, most));
}

}  // namespace

std::string Launch::name() const { return fmt::format("rank {} of {}", rank, processes); }

Launch launch_of(const std::function<const char*(const char*)>& variable) {
  Launch launch;
  const char* processes = variable("WORLD_SIZE");
  if (processes == nullptr) return launch;
  launch.processes = number("WORLD_SIZE", processes, 1, kMostProcesses);
  if (launch.alone()) return launch;
  launch.rank = number("RANK", variable("RANK"), 0, launch.processes - 1);
  const char* group = variable("DEMANDCAST_PROCESS_GROUP");
  if (group == nullptr) {
    throw ConfigError(fmt::format(
        "WORLD_SIZE is {}, but the processes have no group to speak through; start them with torchrun --nproc-per-node "
        "{} -m demandcast ..., or unset WORLD_SIZE to run one process",
        launch.processes, launch.processes));
  }
  launch.group = group;
  if (const char* version = variable("DEMANDCAST_LIBTORCH"); version != nullptr) launch.libtorch = version;
  return launch;
}

Launch launch_of_environment() {
  return launch_of([](const char* name) -> const char* { return std::getenv(name); });
}

}  // namespace demandcast
