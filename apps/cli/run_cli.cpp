// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/run_cli.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <new>
#include <vector>

#include "apps/cli/policy_command.h"
#include "apps/cli/update_command.h"
#include "apps/cli/usage_message.h"
#include "apps/cli/verbs.h"
#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/version.h"

namespace demandcast {
namespace {

constexpr const char* kExitCodes =
    R"(Exit codes: 0 done; 1 failed (output that cannot be written, too); 2 wrong usage; 3 data rejected;
4 done, but some series got the stated fallback, each with a reason code (forecast, backtest, buy); 130 interrupted.)";

constexpr const char* kHelp = R"(Demand forecasts, and orders, from a retailer's sales.

  demandcast demo
  demandcast check sales.parquet
  demandcast backtest sales.parquet -m ets,theta,croston -H 13 --windows 4 -o backtest/
  demandcast forecast sales.parquet -m ets -H 13 -o forecast.parquet
  demandcast buy sales.parquet -m ets --items items.parquet -o orders.parquet
)";

/// Lists of verbs show the first line of each; `demandcast VERB --help` shows the rest.
class VerbFormatter : public CLI::Formatter {
 public:
  VerbFormatter() {
    label("SUBCOMMAND", "VERB");
    label("INT", "N");
    label("UINT", "N");
    column_width(32);
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    if (!option->get_option_text().empty()) return " " + option->get_option_text();
    if (option->get_type_size() == 0 || option->get_positional()) return "";
    const std::string value = option->get_default_str();
    return " " + get_label(option->get_type_name()) + (value.empty() ? "" : " [" + value + "]");
  }
  std::string make_subcommand(const CLI::App* verb) const override {
    const std::string text = verb->get_description();
    return fmt::format("  {:<12}{}\n", verb->get_name(), text.substr(0, text.find('\n')));
  }
};

void add_verbs(CLI::App& app, Door& door) {
  add_demo_command(app, door);
  add_check_command(app, door);
  add_forecast_command(app, door);
  add_fit_command(app, door);
  add_update_command(app, door);
  add_unite_command(app, door);
  add_backtest_command(app, door);
  add_buy_command(app, door);
  add_policy_command(app, door);
  add_simulate_command(app, door);
  add_evaluate_command(app, door);
  add_pack_command(app, door);
  add_explain_command(app, door);
  add_features_command(app, door);
  add_elasticity_command(app, door);
  add_route_command(app, door);
  add_whatif_command(app, door);
  add_shocks_command(app, door);
  add_textbook_command(app, door);
  add_generate_command(app, door);
  add_models_command(app, door);
  add_completion_command(app, door);
  for (CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) verb->group("Verbs");
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

/// What messages begin with: the command, and of several processes which one.
std::string speaker() {
  try {
    const Launch launch = launch_of_environment();
    return launch.alone() ? "demandcast" : fmt::format("demandcast ({})", launch.name());
  } catch (const ConfigError&) {
    return "demandcast";
  }
}

/// Whether `out` took everything; a full disk behind a pipe must not pass for success.
bool taken(std::ostream& out, std::ostream& err) {
  if (out.flush()) return true;
  err << speaker() << ": failed: standard output is closed or full\n";
  return false;
}

int wrong_usage(std::ostream& err, const std::string& message) {
  err << speaker() << ": " << message << "\n";
  return kWrongUsage;
}

int data_rejected(std::ostream& err, const Error& error) {
  err << speaker() << ": " << error.what() << '\n';
  return kDataRejected;
}

/// "help" is "--help", "help backtest" is "backtest --help".
std::vector<std::string> with_help_as_flag(std::span<const std::string> arguments) {
  std::vector<std::string> given(arguments.begin(), arguments.end());
  if (given.empty() || given.front() != "help") return given;
  std::rotate(given.begin(), given.begin() + 1, given.end());
  given.back() = "--help";
  return given;
}

void parse(CLI::App& app, std::span<const std::string> arguments) {
  std::vector<std::string> last_first(arguments.rbegin(), arguments.rend());  // as CLI11 takes them
  app.parse(std::move(last_first));
}

}  // namespace

int run_cli(std::span<const std::string> typed, std::ostream& out, std::ostream& err) {
  const std::vector<std::string> arguments = with_help_as_flag(typed);
  CLI::App app(kHelp, "demandcast");
  Door door{out, err, command_line_of(arguments)};
  app.formatter(std::make_shared<VerbFormatter>());
  app.footer(kExitCodes);
  app.get_help_ptr()->description("This text");
  app.set_version_flag("--version", std::string("demandcast ") + kVersion, "The version");
  app.set_config("--config", "", "TOML file: [verb], then its flags by their long names")->option_text("FILE");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.add_flag("--print-config", door.print_config, "Print the flags as such a file, and stop")->configurable(false);
  app.require_subcommand(1);
  app.fallthrough();
  add_verbs(app, door);
  if (const std::string message = unknown_verb(app, arguments); !message.empty()) return wrong_usage(err, message);
  try {
    parse(app, arguments);
    return taken(out, err) ? door.exit_code : kFailed;
  } catch (const CLI::Success& wish) {  // help or version
    app.exit(wish, out, err);
    return kDone;
  } catch (const CLI::ParseError& error) {
    return wrong_usage(err, usage_message(app, error, arguments));
  } catch (const ConfigError& error) {
    return wrong_usage(err, error.what());
  } catch (const Interrupted& error) {
    err << speaker() << ": " << error.what() << '\n';
    return kInterrupted;
  } catch (const DataError& error) {
    return data_rejected(err, error);
  } catch (const FormatError& error) {
    return data_rejected(err, error);
  } catch (const std::bad_alloc&) {
    err << speaker() << ": failed: there is not enough memory; take fewer series, or pack the data and use the store\n";
    return kFailed;
  } catch (const std::exception& error) {
    err << speaker() << ": failed: " << error.what() << '\n';
    return kFailed;
  }
}

}  // namespace demandcast
