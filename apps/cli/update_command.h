// The verb `update`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>

#include "apps/cli/door.h"

namespace demandcast {

void add_update_command(CLI::App& app, Door& door);

}  // namespace demandcast
