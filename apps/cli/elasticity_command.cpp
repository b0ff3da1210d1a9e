// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "apps/cli/figure_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/pipeline/elasticity.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(What prices and promotions do to demand: elasticities with 80 % intervals, per series, category and catalogue.

  demandcast elasticity sales.parquet --price price --promo promo --categories category -o elasticity.parquet

An elasticity of -2: 1 % off the price, 2 % more demand. Writes a page beside the table.
)";

struct ElasticityFlags {
  Flags run;
  ElasticityConfig config;
};

std::string effect_text(const EffectLine& line) {
  const double unit = line.price ? 1 : 100;
  const auto figure = [&](double value) {
    return figure_text(unit * value, line.price ? 2 : 0) + (line.price ? "" : " %");
  };
  return fmt::format("{:>8}  ({} to {})", figure(line.value), figure(line.low), figure(line.high));
}

std::string effects_text(const ElasticityReport& effects) {
  std::vector<EffectLine> shown = effects.catalogue;
  shown.insert(shown.end(), effects.categories.begin(), effects.categories.end());
  std::size_t name_width = 5, term_width = 6;
  for (const EffectLine& line : shown) {
    name_width = std::max(name_width, line.name.size());
    term_width = std::max(term_width, line.term.size());
  }
  std::string text = fmt::format("{:<{}}  {:>6}  {:<{}}  {:>8}  (80 % interval)\n", "group", name_width, "series",
                                 "column", term_width, "effect");
  for (const EffectLine& line : shown) {
    text += fmt::format("{:<{}}  {:>6}  {:<{}}  {}\n", line.name, name_width, line.series, line.term, term_width,
                        effect_text(line));
  }
  return text;
}

void run(ElasticityFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.run = flags.run.config;
  flags.config.run.command_line = door.command_line;
  const RunScope scope(flags.run, door);
  const ElasticityResult result = run_elasticity(flags.config, flags.run.context);
  door.out << (flags.run.json ? to_json(result) + "\n" : effects_text(result.effects));
  tell_warnings(result.report, flags.run, door);
  if (flags.run.quiet) return;
  for (const std::string& warning : elasticity_warnings(result.effects)) door.err << warning << '\n';
  for (const std::string& file : result.files) door.err << "written: " << file << '\n';
}

void add_names(CLI::App& verb, const char* flag, std::vector<std::string>& names, const char* help) {
  verb.add_option(flag, names, help)->delimiter(',')->allow_extra_args(false)->option_text("A,B");
}

}  // namespace

void add_elasticity_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("elasticity", kHelp);
  const auto flags = std::make_shared<ElasticityFlags>();
  add_data_flags(*verb, flags->run);
  verb->add_option("--price", flags->config.price, "Column with the price; none = promotions only")
      ->option_text("COLUMN [price]");
  add_names(*verb, "--promo", flags->config.promotions, "Columns of promotions, planned ahead");
  add_names(*verb, "--categories", flags->config.categories,
            "Statics whose series are alike: they lend each other what one history does not tell");
  verb->add_option("--set", flags->run.settings, "price_elasticity.option=value, may be repeated")
      ->allow_extra_args(false)
      ->option_text("M.O=VALUE");
  verb->add_option("-o,--output", flags->run.config.output,
                   "Table (.parquet, .csv, .csv.gz), a row per series and column; a page (.html) beside it");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
