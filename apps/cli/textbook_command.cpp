// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "apps/cli/figure_text.h"
#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/textbook.h"

namespace demandcast {
namespace {

constexpr const char* kHelp =
    R"(A policy of orders trained on the textbook's instances, beside their known optima; needs no data.

  demandcast textbook --scenarios lost_sales,backlog,serial -o textbook/

Every cell is trained with the same settings, on demand drawn anew, and judged on demand that training has not seen.
)";

struct TextbookFlags {
  Flags run;
  TextbookConfig config;
};

std::string rows_text(const TextbookResult& result) {
  std::string text = fmt::format("{:<11} {:>4} {:>8} {:>8} {:>8} {:>7} {:>7} {:>8} {:>10} {:>9} {:>8} {:>6} {:>8}\n",
                                 "scenario", "lead", "shortage", "optimum", "learned", "+-", "above", "start",
                                 "base_stock", "above_it", "capped", "steps", "seconds");
  double above = 0, most = 0;
  for (const TextbookRow& row : result.rows) {
    text += fmt::format(
        "{:<11} {:>4} {:>8} {:>8.3f} {:>8.3f} {:>7.3f} {:>6.2f}% {:>8.3f} {:>10} {:>8.2f}% {:>8} {:>6} {:>8.1f}\n",
        row.cell.scenario, row.cell.lead_time, row.cell.shortage_cost, row.cell.optimum, row.learned.mean,
        row.learned.error, 100 * row.above_optimum(), row.start, figure_text(row.base_stock, 3),
        100 * row.above_base_stock(), figure_text(row.capped, 3), row.steps, row.seconds);
    above += row.above_optimum();
    most = std::max(most, row.above_optimum());
  }
  return text + fmt::format("{:.2f} % above the optimum on average, {:.2f} % at the most\n",
                            100 * above / static_cast<double>(result.rows.size()), 100 * most);
}

std::string plan_text(const TextbookConfig& config) {
  std::string text = fmt::format("{} cells, up to {} steps each\n", cells_of(config).size(), config.training.steps);
  return text + (config.output.empty() ? "" : fmt::format("would write to {}\n", config.output));
}

void run(TextbookFlags& flags, Door& door) {
  flags.run.settle();
  flags.config.output = flags.run.config.output;
  check_output_folder(flags.run.config);
  const RunScope scope(flags.run, door);
  if (flags.run.dry_run) {
    door.out << plan_text(flags.config);
    return;
  }
  const TextbookResult result = run_textbook(flags.config, flags.run.context);
  door.out << (flags.run.json ? to_json(result) + "\n" : rows_text(result));
  if (flags.run.quiet) return;
  for (const std::string& file : result.files) door.err << "written: " << file << '\n';
}

void add_numbers(CLI::App& verb, const std::string& name, std::vector<double>& values, const std::string& help) {
  verb.add_option(name, values, help)->delimiter(',')->allow_extra_args(false)->option_text("A,B");
}

}  // namespace

void add_textbook_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("textbook", kHelp);
  const auto flags = std::make_shared<TextbookFlags>();
  verb->add_option(
          "--scenarios", flags->config.scenarios,
          "Of lost_sales (Poisson demand of 5), backlog (normal demand, mean 5) and serial (four stages in a row)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("A,B [lost_sales]");
  add_numbers(*verb, "--lead-times", flags->config.lead_times, "Cells of these lead times; all when not given");
  add_numbers(*verb, "--shortage", flags->config.shortage_costs, "Cells of these shortage costs; all when not given");
  add_count(*verb, "--steps", flags->config.training.steps, "Steps of training, at most");
  add_count(*verb, "--episodes", flags->config.episodes, "Episodes of 2000 periods that judge");
  verb->add_option("-o,--output", flags->run.config.output, "Folder of textbook.csv and training.csv");
  verb->add_flag("--dry-run", flags->run.dry_run, "Say what would be done, and stop");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); });
}

}  // namespace demandcast
