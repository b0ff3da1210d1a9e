// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/run_cli.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <vector>

#include "apps/cli/forecast_command.h"
#include "demandcast/core/error.h"
#include "demandcast/core/version.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

constexpr int kFailed = 1, kWrongUsage = 2, kDataRejected = 3;

void list_models(std::ostream& out) {
  const ModelRegistry registry = builtin_models();
  for (const ModelEntry& entry : registry.entries()) {
    out << fmt::format("{:<20} {}  [{}]\n", entry.name, entry.summary, entry.source);
    for (const OptionField& field : entry.options) {
      out << fmt::format("    {:<24} {} ({}{}{})\n", fmt::format("{}={}", field.name, field.default_value), field.help,
                         field.type, field.allowed.empty() ? "" : ", ", field.allowed);
    }
  }
}

int parse_and_run(CLI::App& app, std::vector<std::string> arguments, const int& exit_code, std::ostream& out,
                  std::ostream& err) {
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them last first
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? 0 : kWrongUsage;
  }
  return exit_code;
}

}  // namespace

int run_cli(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  CLI::App app(
      "Demand forecasts from a retailer's sales.\n\n  demandcast forecast sales.parquet -m seasonal_naive -H 13\n",
      "demandcast");
  app.set_version_flag("--version", std::string("demandcast ") + kVersion);
  app.require_subcommand(1);
  int exit_code = 0;
  add_forecast_command(app, exit_code, err);
  app.add_subcommand("models", "The models and their options")->callback([&out] { list_models(out); });
  try {
    return parse_and_run(app, {arguments.begin(), arguments.end()}, exit_code, out, err);
  } catch (const ConfigError& error) {
    err << "demandcast: " << error.what() << '\n';
    return kWrongUsage;
  } catch (const DataError& error) {
    err << "demandcast: " << error.what() << '\n';
    return kDataRejected;
  } catch (const FormatError& error) {
    err << "demandcast: " << error.what() << '\n';
    return kDataRejected;
  } catch (const std::exception& error) {
    err << "demandcast: failed: " << error.what() << '\n';
    return kFailed;
  }
}

}  // namespace demandcast
