// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/verbs.h"
#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"

namespace demandcast {
namespace {

void refuse_several(const std::string& verb) {
  const Launch launch = launch_of_environment();
  if (launch.alone()) return;
  throw ConfigError(fmt::format("{} is the work of one process, and {} were launched; start it without torchrun", verb,
                                launch.processes));
}

}  // namespace

void when_run(CLI::App& verb, Door& door, std::function<void()> work, Processes processes) {
  verb.callback([&verb, &door, work = std::move(work), processes] {
    if (door.print_config) {
      door.out << verb.get_parent()->config_to_str(false, false);
    } else {
      if (processes == Processes::kOne) refuse_several(verb.get_name());
      work();
    }
  });
}

}  // namespace demandcast
