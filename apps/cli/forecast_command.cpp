// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/forecast_command.h"

#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <thread>

#include "demandcast/core/error.h"
#include "demandcast/forecast/fallback.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/forecast.h"

namespace demandcast {
namespace {

constexpr const char* kExample = R"(Quantile forecasts of every series after the newest period.

  demandcast forecast sales.parquet -m seasonal_naive -H 13 -o forecast.parquet
)";

/// What the flags of the verb fill.
struct Flags {
  RunConfig config;
  RunContext context;
  std::string output = "-";
  std::string negative = "error", cutoff = "calendar";
  std::vector<std::string> settings;
  bool quiet = false;
};

/// "model.option=value" into its place.
void add_setting(ModelOptions& options, const std::string& text) {
  const auto dot = text.find('.'), equals = text.find('=');
  if (dot == text.npos || equals == text.npos || dot > equals) {
    throw ConfigError(
        fmt::format("--set \"{}\": model.option=value is wanted, for example croston.smoothing=0.2", text));
  }
  options[text.substr(0, dot)][text.substr(dot + 1, equals - dot - 1)] = text.substr(equals + 1);
}

NegativePolicy negative_policy(const std::string& word) {
  if (word == "zero") return NegativePolicy::kZero;
  if (word == "missing") return NegativePolicy::kMissing;
  return word == "keep" ? NegativePolicy::kKeep : NegativePolicy::kError;
}

int run(Flags& flags, std::ostream& err) {
  for (const std::string& setting : flags.settings) add_setting(flags.config.model_options, setting);
  flags.config.data.negative = negative_policy(flags.negative);
  flags.config.cutoff = flags.cutoff == "per-series" ? CutoffMode::kPerSeries : CutoffMode::kCalendar;
  const ForecastResult result = run_forecast(flags.config, builtin_models(), flags.context);

  ForecastLayout layout;
  layout.id = flags.config.data.id;
  layout.time = flags.config.data.time;
  write_table(to_table(result.table, layout), flags.output);
  if (!flags.quiet) {
    err << fmt::format("{} series, {} periods ahead, written to {}\n", result.series, flags.config.horizon,
                       flags.output == "-" ? "stdout" : flags.output);
  }
  for (const auto& [reason, series] : result.fallbacks) err << fmt::format("{} series fell back: {}\n", series, reason);
  return result.fallbacks.empty() ? 0 : 4;
}

void add_data_flags(CLI::App& verb, DataSource& data, std::string& negative) {
  verb.add_option("DATA", data.path, "Sales: one row per series and period (Parquet, CSV)")->required();
  verb.add_option("--id", data.id, "Column of the series' id")->capture_default_str();
  verb.add_option("--time", data.time, "Column of the date, or an integer")->capture_default_str();
  verb.add_option("--target", data.target, "Column of demand")->capture_default_str();
  verb.add_option("--freq", data.frequency, "Frequency as pandas spells it (W-FRI, D, MS, ...); found when not given");
  verb.add_option("--availability", data.availability,
                  "Column with the fraction of the period on sale; below 1 is censored");
  verb.add_option("--negative", negative, "What negative demand is")
      ->check(CLI::IsMember({"error", "zero", "missing", "keep"}))
      ->capture_default_str();
}

}  // namespace

void add_forecast_command(CLI::App& app, int& exit_code, std::ostream& err) {
  CLI::App* verb = app.add_subcommand("forecast", kExample);
  const auto flags = std::make_shared<Flags>();
  flags->context.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  add_data_flags(*verb, flags->config.data, flags->negative);
  verb->add_option("-m,--model", flags->config.model, "Model or composition (demandcast models lists them)");
  verb->add_option("-H,--horizon,--h", flags->config.horizon, "Periods to forecast");
  verb->add_option("-q,--quantiles", flags->config.levels, "Quantile levels, for example 0.1,0.5,0.9")->delimiter(',');
  verb->add_option("--season", flags->config.season, "Periods in a season; by frequency when not given");
  verb->add_option("--cutoff", flags->cutoff, "One newest date for all series, or each series' own")
      ->check(CLI::IsMember({"calendar", "per-series"}))
      ->capture_default_str();
  verb->add_option("--set", flags->settings, "model.option=value");
  verb->add_option("-o,--output", flags->output, "File (.parquet, .csv); - is CSV on stdout")->capture_default_str();
  verb->add_option("--seed", flags->context.seed, "Seed of everything that is drawn")->capture_default_str();
  verb->add_option("--threads", flags->context.threads, "Threads")->capture_default_str()->check(CLI::PositiveNumber);
  verb->add_flag("--quiet", flags->quiet, "Say nothing but errors");
  verb->callback([flags, &exit_code, &err] { exit_code = run(*flags, err); });
}

}  // namespace demandcast
