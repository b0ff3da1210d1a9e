// The command as one C function: for main, and for Python, which opens libdemandcast_command.
// SPDX-License-Identifier: Apache-2.0
#pragma once

extern "C" {

/// Runs `demandcast ARGUMENTS...` on the process's own standard streams; `count` arguments, without the program's name.
/// Returns the exit code and throws nothing.
int demandcast_command(int count, const char* const* arguments);
}
