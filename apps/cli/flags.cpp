// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/flags.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <charconv>
#include <thread>

#include "apps/cli/completion_words.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/pipeline/load_data.h"

namespace demandcast {
namespace {

constexpr const char* kSales =
    "Sales, one row per series and period: Parquet, Arrow or CSV (.gz, .zst too), or a folder of them; - is stdin";

/// "model.option=value" into its place.
void add_setting(ModelOptions& options, const std::string& text) {
  const auto dot = text.find('.'), equals = text.find('=');
  if (dot == text.npos || equals == text.npos || dot > equals) {
    throw ConfigError(fmt::format("--set \"{}\": model.option=value is wanted, for example ets.season=52", text));
  }
  options[text.substr(0, dot)][text.substr(dot + 1, equals - dot - 1)] = text.substr(equals + 1);
}

/// "2:3" is lead 2, length 3.
Span parse_span(const std::string& text) {
  Span span;
  const char *begin = text.data(), *end = begin + text.size();
  const auto [colon, lead_error] = std::from_chars(begin, end, span.lead);
  if (lead_error == std::errc{} && colon != end && *colon == ':') {
    const auto [stop, length_error] = std::from_chars(colon + 1, end, span.length);
    if (length_error == std::errc{} && stop == end) return span;
  }
  throw ConfigError(fmt::format("--spans \"{}\": lead:length is wanted, for example 2:3", text));
}

int parse_refit(const std::string& text) {
  if (text == "every-window") return 1;
  if (text == "once") return 0;
  int every = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), every);
  if (error == std::errc{} && stop == text.data() + text.size() && every > 0) return every;
  throw ConfigError(fmt::format("--refit \"{}\": every-window, once, or a number of windows is wanted", text));
}

/// "4G", "512M": bytes.
std::size_t parse_memory(const std::string& text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit(stop, text.data() + text.size());
  const double bytes = unit == "G" || unit == "GB" ? 1 << 30 : unit == "M" || unit == "MB" ? 1 << 20 : 0;
  if (error == std::errc{} && number > 0 && bytes > 0) return static_cast<std::size_t>(number * bytes);
  throw ConfigError(fmt::format("--memory \"{}\": a number with M or G is wanted, for example 2G", text));
}

NegativePolicy negative_policy(const std::string& word) {
  if (word == "zero") return NegativePolicy::kZero;
  if (word == "missing") return NegativePolicy::kMissing;
  return word == "keep" ? NegativePolicy::kKeep : NegativePolicy::kError;
}

DateOrder date_order(const std::string& word) {
  if (word == "ymd") return DateOrder::kYearFirst;
  if (word == "dmy") return DateOrder::kDayFirst;
  return word == "mdy" ? DateOrder::kMonthFirst : DateOrder::kFound;
}

CLI::Option* add_list(CLI::App& verb, const std::string& name, std::vector<std::string>& value,
                      const std::string& help) {
  // Without extra arguments: "-m ets sales.csv" names one model and the data.
  return verb.add_option(name, value, help)->delimiter(',')->allow_extra_args(false)->option_text("A,B");
}

}  // namespace

CLI::Option* add_choice(CLI::App& verb, const std::string& name, std::string& value, std::vector<std::string> choices,
                        const std::string& help) {
  const std::string words = fmt::format("{}", fmt::join(choices, "|"));
  const auto check = [choices](const std::string& given) {
    if (std::find(choices.begin(), choices.end(), given) != choices.end()) return std::string();
    return unknown_name_message("word", given, choices);
  };
  return verb.add_option(name, value, help)
      ->check(CLI::Validator(check, words, kChoiceValidator))
      ->option_text(value.empty() ? words : fmt::format("{} [{}]", words, value));
}

CLI::Option* add_count(CLI::App& verb, const std::string& name, int& value, const std::string& help) {
  const auto check = [](const std::string& given) {
    int number = 0;
    const auto [stop, error] = std::from_chars(given.data(), given.data() + given.size(), number);
    const bool good = error == std::errc{} && stop == given.data() + given.size() && number > 0;
    return good ? std::string() : fmt::format("\"{}\" given, an integer of at least 1 wanted", given);
  };
  CLI::Option* option = verb.add_option(name, value, help)->check(CLI::Validator(check, ""));
  return value == 0 ? option : option->capture_default_str();
}

void Flags::settle() {
  for (const std::string& setting : settings) add_setting(config.model_options, setting);
  for (const std::string& span : spans) config.spans.push_back(parse_span(span));
  config.data.negative = negative_policy(negative);
  config.data.date_order = date_order(date_format);
  config.data.fill = fill == "zero" ? FillPolicy::kZero : FillPolicy::kNone;
  config.cutoff = cutoff == "per-series" ? CutoffMode::kPerSeries : CutoffMode::kCalendar;
  config.score = score == "sales" ? ScoreMode::kSales : ScoreMode::kAvailable;
  config.refit_every = parse_refit(refit);
  config.resume = !no_resume;
  if (!memory.empty()) config.memory = parse_memory(memory);
  take_store_roles(config.data);
}

void add_data_flags(CLI::App& verb, Flags& flags) {
  add_source_flags(verb, flags);
  verb.get_option("DATA")->description(std::string(kSales) + "; or a store that pack wrote");
}

void add_source_flags(CLI::App& verb, Flags& flags) {
  DataSource& data = flags.config.data;
  verb.add_option("DATA", data.path, kSales)->required();
  verb.add_option("--memory", flags.memory, "What packing, and work on a store, may take: 512M, 4G; refused beforehand")
      ->option_text("SIZE")
      ->group("Run");
  verb.add_option("--id", data.id, "Column of the series' id")->capture_default_str()->group("Data");
  verb.add_option("--time", data.time, "Column of the date, or an integer")->capture_default_str()->group("Data");
  verb.add_option("--target", data.target, "Column of demand")->capture_default_str()->group("Data");
  verb.add_option("--freq", data.frequency, "Frequency as pandas spells it (W-FRI, D, MS); found when not given")
      ->group("Data");
  add_choice(verb, "--date-format", flags.date_format, {"auto", "ymd", "dmy", "mdy"},
             "Order of day, month and year in dates such as 01/02/2024; told from all rows when not given")
      ->group("Data");
  add_list(verb, "--known", data.known, "Covariates known ahead (price, promotion)")->group("Data");
  add_list(verb, "--past", data.past, "Covariates known afterwards (page views)")->group("Data");
  add_list(verb, "--static", data.statics, "Columns that do not change within a series (category)")->group("Data");
  verb.add_option("--statics", data.statics_path, "Table with a row per id, all its columns statics")->group("Data");
  verb.add_option("--events", data.events.table,
                  "Table of events: event, first, last (days), and whom each concerns (the id, statics)")
      ->group("Data");
  verb.add_option("--holidays", data.events.holidays,
                  "Country whose public holidays are events (DE, Germany), or the static that tells each series' own")
      ->option_text("COUNTRY")
      ->group("Data");
  verb.add_option("--future", data.future_path, "Table of id, date and the known columns after the last demand")
      ->group("Data");
  verb.add_option("--known-at", data.known_at,
                  "Column of the date since when a row's known columns were known; rows may repeat with later ones")
      ->group("Data");
  verb.add_option("--availability", data.availability,
                  "Column with the fraction of the period on sale; below 1 is a stock-out")
      ->group("Data");
  add_choice(verb, "--negative", flags.negative, {"error", "zero", "missing", "keep"}, "What negative demand is")
      ->group("Data");
  add_choice(verb, "--fill", flags.fill, {"none", "zero"}, "What a period without a row is")->group("Data");
  add_choice(verb, "--cutoff", flags.cutoff, {"calendar", "per-series"}, "One newest date for all, or each series' own")
      ->group("Data");
}

void add_horizon_flags(CLI::App& verb, Flags& flags) {
  add_count(verb, "-H,--horizon,--h", flags.config.horizon, "Periods to forecast, for example 13");
  verb.add_option("-q,--quantiles", flags.config.levels, "Quantile levels; 0.1 to 0.9 by 0.1 when not given")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("0.1,0.5");
  add_spans_flag(verb, flags);
  add_totals_flag(verb, flags);
  add_count(verb, "--season", flags.config.season, "Periods in a season; by frequency when not given");
  verb.add_option("--set", flags.settings, "model.option=value, may be repeated; demandcast models lists the options")
      ->allow_extra_args(false)
      ->option_text("M.O=VALUE");
}

void add_spans_flag(CLI::App& verb, Flags& flags) {
  add_list(verb, "--spans", flags.spans, "Demand summed over lead:length, for example 0:4,2:3");
}

void add_totals_flag(CLI::App& verb, Flags& flags) {
  add_list(verb, "--totals", flags.config.totals, "Sums over series by their statics: total, category, category*store");
}

void add_window_flags(CLI::App& verb, Flags& flags) {
  add_count(verb, "--windows", flags.config.windows, "Number of cutoffs");
  add_count(verb, "--step", flags.config.step, "Periods between cutoffs; the horizon when not given");
  verb.add_option("--refit", flags.refit, "When models learn anew")->option_text("every-window|once|N [every-window]");
}

void add_score_flags(CLI::App& verb, Flags& flags) {
  add_choice(verb, "--score", flags.score, {"available", "sales"}, "Score cells without stock-outs only, or raw sales");
  add_list(verb, "--segments", flags.config.segments, "Statics to break the metrics down by");
  verb.add_option("--min-history", flags.config.min_history,
                  "Periods before a cutoff that a series needs to be scored");
}

void add_run_flags(CLI::App& verb, Flags& flags) {
  flags.context.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  verb.add_option("--seed", flags.context.seed, "Seed of everything that is drawn")
      ->capture_default_str()
      ->group("Run");
  add_count(verb, "--threads", flags.context.threads, "Threads")->group("Run");
  verb.add_flag("--json", flags.json, "The result as JSON on stdout")->group("Run");
  verb.add_flag("--quiet", flags.quiet, "Say nothing but errors")->group("Run");
  add_choice(verb, "--progress", flags.progress, {"auto", "json", "none"}, "How progress is told on stderr")
      ->group("Run");
}

}  // namespace demandcast
