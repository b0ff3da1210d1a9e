// Names the models of the installed library; an unknown one is refused with its own error type. With an argument, opens
// the networks that are installed beside it.
// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "demandcast/core/error.h"
#include "demandcast/core/version.h"
#include "demandcast/forecast/neural_library.h"
#include "demandcast/models/builtin_models.h"

int main(int argc, char**) {
  const demandcast::ModelRegistry registry = demandcast::builtin_models();
  for (const demandcast::ModelEntry& entry : registry.entries()) std::cout << entry.name << '\n';
  if (argc > 1) std::cout << "LibTorch " << demandcast::neural_library().libtorch_version << '\n';
  try {
    registry.find("seasonal_naiv");
  } catch (const demandcast::ConfigError& error) {
    std::cout << demandcast::kVersion << ": " << error.what() << '\n';
    return 0;
  }
  return 1;
}
