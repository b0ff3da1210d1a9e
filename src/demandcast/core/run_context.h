// What travels with every long piece of work: seed, threads, progress, and the wish to stop.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>

#include "demandcast/core/progress.h"

namespace demandcast {

struct RunContext {
  std::uint64_t seed = 42;
  int threads = 1;                          ///< at least 1; the result does not depend on it
  Progress* progress = &silent_progress();  ///< not owned, never null
  std::stop_token stop = {};                ///< asked between series; work then throws Interrupted
  std::filesystem::path checkpoints = {};   ///< folder in which long training keeps what it has reached, to go on from;
                                            ///< empty = nowhere
};

}  // namespace demandcast
