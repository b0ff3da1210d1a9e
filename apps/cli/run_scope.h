// What surrounds the work of a verb: progress as asked for, and Ctrl-C turned into a wish to stop.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <stop_token>
#include <thread>

#include "apps/cli/flags.h"
#include "apps/cli/progress_bar.h"

namespace demandcast {

/// While it lives, flags.context tells progress on door.err and stops on SIGINT or SIGTERM. One at a time.
class RunScope {
 public:
  RunScope(Flags& flags, Door& door);
  ~RunScope();
  RunScope(const RunScope&) = delete;
  RunScope& operator=(const RunScope&) = delete;

 private:
  void watch();

  Flags& flags_;
  std::unique_ptr<ProgressBar> progress_;
  std::stop_source stop_;
  std::array<int, 2> pipe_{-1, -1};  ///< a signal handler may write; a thread that may do more reads
  std::thread watcher_;
};

}  // namespace demandcast
