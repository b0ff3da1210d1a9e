// What every verb gets: where to write, what to say, how it ended.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>

namespace demandcast {

enum ExitCode { kDone = 0, kFailed = 1, kWrongUsage = 2, kDataRejected = 3, kFellBack = 4, kInterrupted = 130 };

struct Door {
  std::ostream& out;         ///< data
  std::ostream& err;         ///< talk
  std::string command_line;  ///< as typed, for reports
  int exit_code = kDone;
  bool print_config = false;  ///< print the flags instead of running the verb
};

}  // namespace demandcast
