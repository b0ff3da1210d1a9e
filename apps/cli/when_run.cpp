// SPDX-License-Identifier: Apache-2.0
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/verbs.h"

namespace demandcast {

void when_run(CLI::App& verb, Door& door, std::function<void()> work) {
  verb.callback([&verb, &door, work = std::move(work)] {
    if (door.print_config) {
      door.out << verb.get_parent()->config_to_str(false, false);
    } else {
      work();
    }
  });
}

}  // namespace demandcast
