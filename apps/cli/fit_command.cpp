// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>

#include "apps/cli/flags.h"
#include "apps/cli/insight_text.h"
#include "apps/cli/plan_talk.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"
#include "demandcast/core/version.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/plan.h"
#include "demandcast/pipeline/result_json.h"
#include "demandcast/report/learning_report.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(Learns a model and keeps it in a directory.

  demandcast fit sales.parquet -m ets -H 13 -o model/
  demandcast forecast sales.parquet -m model/ -o forecast.parquet

With --set sqrf.insight_rows=1000 a forest tells what its features are worth, and how forecasts go with them. Training of
a network that was stopped goes on where it was. Several processes train one network together:

  torchrun --nproc-per-node 2 -m demandcast fit sales.parquet -m mq_cnn -H 13 -o model/
)";

/// run_fit, which when stopped says how to go on.
FitResult run_or_say_how_to_resume(const Flags& flags, const ModelRegistry& registry) {
  try {
    return run_fit(flags.config, registry, flags.context);
  } catch (const Interrupted& stopped) {
    const std::string place = checkpoints_of(flags.config.output).string();
    if (!std::filesystem::exists(place)) throw;
    throw Interrupted(fmt::format("{}; what was trained is kept in \"{}\", and the same command goes on from there",
                                  stopped.what(), place));
  }
}

struct FitFlags {
  Flags run;
  std::string page;  ///< of the learning curves; empty = none
};

/// Looked at before the work.
void check_page(const FitFlags& fit) {
  RunConfig page = fit.run.config;
  page.output = fit.page;
  check_output_page(page);
}

void write_page(const FitFlags& fit, const FitResult& result, const Door& door) {
  if (fit.page.empty()) return;
  write_file(fit.page, render_learning_report({kVersion, door.command_line, result.manifest.model, result.learning}));
}

void run(FitFlags& fit, Door& door) {
  Flags& flags = fit.run;
  flags.settle();
  const bool leads = launch_of_environment().leads();
  if (!leads) {
    flags.quiet = true;
    flags.json = false;
  }
  const ModelRegistry registry = builtin_models();
  const RunScope scope(flags, door);
  check_output_model(flags.config);
  check_page(fit);
  if (flags.dry_run) {
    if (leads) tell_plan(make_plan(flags.config, Needs::kOneModel, registry, flags.context), flags, door);
    return;
  }
  const FitResult result = run_or_say_how_to_resume(flags, registry);
  if (leads) write_page(fit, result, door);
  const ModelManifest& manifest = result.manifest;
  if (flags.json) door.out << to_json(result, flags.config.output) << '\n';
  if (!flags.json && !flags.quiet) door.out << insight_text(result.insight);
  tell_warnings(result.report, flags, door);
  if (result.resumed && !flags.quiet) door.err << "went on where an earlier fit had stopped\n";
  if (!flags.quiet) {
    door.err << fmt::format("{}: learnt from {} series up to {}, in {}\n", manifest.model, manifest.series,
                            manifest.trained_to, flags.config.output);
    for (const std::string& note : result.notes) door.err << "note: " << note << '\n';
  }
}

}  // namespace

void add_fit_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("fit", kHelp);
  const auto fit = std::make_shared<FitFlags>();
  Flags* const flags = &fit->run;
  add_data_flags(*verb, *flags);
  verb->add_option("-m,--model", flags->config.models, "Model or composition")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("MODEL");
  add_horizon_flags(*verb, *flags);
  verb->add_option("-o,--output", flags->config.output, "Directory of the model");
  verb->add_option("--learning", fit->page, "Page of how a network's loss went, for example learning.html")
      ->option_text("FILE");
  verb->add_flag("--no-resume", flags->no_resume, "Do not go on where an earlier fit stopped");
  verb->add_flag("--dry-run", flags->dry_run, "Say what would be done, and stop");
  add_run_flags(*verb, *flags);
  when_run(*verb, door, [fit, &door] { run(*fit, door); }, Processes::kSeveral);
}

}  // namespace demandcast
