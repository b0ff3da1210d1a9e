// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <vector>

#include "apps/cli/run_cli.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return demandcast::run_cli(arguments, std::cout, std::cerr);
}
