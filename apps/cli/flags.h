// The flags that verbs share, and what they fill.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <vector>

#include "apps/cli/door.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct Flags {
  RunConfig config;
  RunContext context;
  std::string negative = "error", fill = "none", cutoff = "calendar", score = "available", refit = "every-window";
  std::string columns = "plain", format, progress = "auto", date_format = "auto", memory;
  std::vector<std::string> settings, spans;
  bool json = false, dry_run = false, quiet = false, no_resume = false;

  /// The words above turned into `config`. Throws ConfigError with every mistake.
  void settle();
};

/// A flag that takes one of a few words; help lists them.
CLI::Option* add_choice(CLI::App& verb, const std::string& name, std::string& value, std::vector<std::string> choices,
                        const std::string& help);
/// A flag that takes an integer of at least 1; `value` is its default, where 0 stands for none.
CLI::Option* add_count(CLI::App& verb, const std::string& name, int& value, const std::string& help);

void add_source_flags(CLI::App& verb, Flags& flags);   ///< DATA, roles, dialect of the data, --memory
void add_data_flags(CLI::App& verb, Flags& flags);     ///< the same, where DATA may be a store
void add_horizon_flags(CLI::App& verb, Flags& flags);  ///< -H, -q, --spans, --totals, --season, --set
void add_spans_flag(CLI::App& verb, Flags& flags);     ///< --spans, which add_horizon_flags has too
void add_totals_flag(CLI::App& verb, Flags& flags);    ///< --totals, which add_horizon_flags has too
void add_window_flags(CLI::App& verb, Flags& flags);   ///< --windows, --step, --refit
void add_score_flags(CLI::App& verb, Flags& flags);    ///< --score, --segments, --min-history
void add_run_flags(CLI::App& verb, Flags& flags);      ///< --seed, --threads, --json, --quiet, --progress

}  // namespace demandcast
