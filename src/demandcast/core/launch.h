// Which of the processes this one is that a launcher (torchrun) started for one piece of work.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

namespace demandcast {

struct Launch {
  int rank = 0, processes = 1;  ///< rank counts from 0
  std::string group;            ///< name of the process group that `python -m demandcast` made
  std::string libtorch;         ///< version of the LibTorch that it is in

  bool alone() const { return processes == 1; }
  /// The one that writes and talks.
  bool leads() const { return rank == 0; }
  /// "rank 1 of 2".
  std::string name() const;
};

/// As told by WORLD_SIZE and RANK; without WORLD_SIZE, and with WORLD_SIZE=1, alone. Of several processes also
/// DEMANDCAST_PROCESS_GROUP and DEMANDCAST_LIBTORCH, set by `python -m demandcast`. `variable` is null where there is
/// none of the name. Throws ConfigError for numbers that are none or do not go together, and where several processes
/// have no group.
Launch launch_of(const std::function<const char*(const char*)>& variable);
/// Of this process's environment.
Launch launch_of_environment();

}  // namespace demandcast
