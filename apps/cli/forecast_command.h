// The verb `forecast`.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <ostream>

namespace demandcast {

/// Adds the verb to `app`. When it is run, `exit_code` is set.
void add_forecast_command(CLI::App& app, int& exit_code, std::ostream& err);

}  // namespace demandcast
