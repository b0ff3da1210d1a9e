// Memory that a process may still take.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace demandcast {

/// Bytes that can be taken without swapping: what the system has available, or what is left of a limit for the group of
/// processes (cgroup v2) where that is less; infinity where neither is told (only Linux does). Files of the two places
/// are given for tests.
double free_memory(const std::filesystem::path& system = "/proc/meminfo",
                   const std::filesystem::path& group = "/sys/fs/cgroup");

}  // namespace demandcast
