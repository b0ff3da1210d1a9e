// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/command_entry.h"

int main(int argc, char** argv) { return demandcast_command(argc - 1, argv + 1); }
