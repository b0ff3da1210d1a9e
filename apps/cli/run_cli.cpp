// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/run_cli.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <vector>

#include "apps/cli/verbs.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/version.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(Demand forecasts from a retailer's sales.

  demandcast demo
  demandcast check sales.parquet
  demandcast backtest sales.parquet -m ets,theta,croston -H 13 --windows 4 -o backtest/
  demandcast forecast sales.parquet -m ets -H 13 -o forecast.parquet
)";

void add_verbs(CLI::App& app, Door& door) {
  add_demo_command(app, door);
  add_check_command(app, door);
  add_forecast_command(app, door);
  add_fit_command(app, door);
  add_backtest_command(app, door);
  add_evaluate_command(app, door);
  add_generate_command(app, door);
  add_models_command(app, door);
}

std::string unknown_verb(CLI::App& app, std::span<const std::string> arguments) {
  if (arguments.empty() || arguments.front().starts_with('-')) return "";
  std::vector<std::string> verbs;
  for (const CLI::App* verb : app.get_subcommands({})) verbs.push_back(verb->get_name());
  if (std::find(verbs.begin(), verbs.end(), arguments.front()) != verbs.end()) return "";
  return unknown_name_message("verb", arguments.front(), verbs);
}

std::string command_line_of(std::span<const std::string> arguments) {
  std::string line = "demandcast";
  for (const std::string& argument : arguments) line += " " + argument;
  return line;
}

int wrong_usage(std::ostream& err, const std::string& message) {
  err << "demandcast: " << message << "\n";
  return kWrongUsage;
}

void parse(CLI::App& app, std::span<const std::string> arguments) {
  std::vector<std::string> last_first(arguments.rbegin(), arguments.rend());  // as CLI11 takes them
  app.parse(std::move(last_first));
}

}  // namespace

int run_cli(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  CLI::App app(kHelp, "demandcast");
  Door door{out, err, command_line_of(arguments)};
  app.set_version_flag("--version", std::string("demandcast ") + kVersion);
  app.set_config("--config", "", "TOML file: [verb], then its flags by their long names");
  app.add_flag("--print-config", door.print_config, "Print the flags as such a file, and stop")->configurable(false);
  app.require_subcommand(1);
  app.fallthrough();
  add_verbs(app, door);
  if (const std::string message = unknown_verb(app, arguments); !message.empty()) return wrong_usage(err, message);
  try {
    parse(app, arguments);
    return door.exit_code;
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kDone : kWrongUsage;
  } catch (const ConfigError& error) {
    return wrong_usage(err, error.what());
  } catch (const Interrupted& error) {
    err << "demandcast: " << error.what() << "; what was complete is kept\n";
    return kInterrupted;
  } catch (const Error& error) {
    err << "demandcast: " << error.what() << '\n';
    return kDataRejected;
  } catch (const std::exception& error) {
    err << "demandcast: failed: " << error.what() << '\n';
    return kFailed;
  }
}

}  // namespace demandcast
