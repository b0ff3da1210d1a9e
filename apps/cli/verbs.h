// The verbs of the command, one file each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <functional>

#include "apps/cli/door.h"

namespace demandcast {

/// Each adds its verb to `app`; when that is run, door.exit_code is set.
void add_check_command(CLI::App& app, Door& door);
void add_unite_command(CLI::App& app, Door& door);
void add_forecast_command(CLI::App& app, Door& door);
void add_fit_command(CLI::App& app, Door& door);
void add_backtest_command(CLI::App& app, Door& door);
void add_buy_command(CLI::App& app, Door& door);
void add_simulate_command(CLI::App& app, Door& door);
void add_evaluate_command(CLI::App& app, Door& door);
void add_pack_command(CLI::App& app, Door& door);
void add_explain_command(CLI::App& app, Door& door);
void add_features_command(CLI::App& app, Door& door);
void add_generate_command(CLI::App& app, Door& door);
void add_elasticity_command(CLI::App& app, Door& door);
void add_route_command(CLI::App& app, Door& door);
void add_whatif_command(CLI::App& app, Door& door);
void add_shocks_command(CLI::App& app, Door& door);
void add_textbook_command(CLI::App& app, Door& door);
void add_demo_command(CLI::App& app, Door& door);
void add_models_command(CLI::App& app, Door& door);
void add_completion_command(CLI::App& app, Door& door);  ///< after all others, whose words it tells

/// How many processes of a launch (core/launch.h) a verb's work may be that of.
enum class Processes { kOne, kSeveral };

/// Runs `work` when `verb` is named, or prints the flags as a configuration file when that was asked for. Throws
/// ConfigError where several processes are launched for the work of one.
void when_run(CLI::App& verb, Door& door, std::function<void()> work, Processes processes = Processes::kOne);

}  // namespace demandcast
