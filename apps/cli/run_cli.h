// The command `demandcast`, as a function.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <span>
#include <string>

namespace demandcast {

/// Runs `demandcast ARGUMENTS...`. Data go to `out` (or to the file named by -o), talk to `err`. Returns the exit code:
/// 0 done, 1 failed, 2 wrong usage, 3 data rejected, 4 done but some series fell back.
int run_cli(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace demandcast
