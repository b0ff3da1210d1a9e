// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/update_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>

#include "apps/cli/flags.h"
#include "apps/cli/run_scope.h"
#include "apps/cli/verbs.h"
#include "apps/cli/warning_talk.h"
#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/update.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(A learned network goes on learning on new data, and is taken when it got no worse.

  demandcast update sales.parquet -m model/ -o newer/
  demandcast update sales.parquet -m model/ -o newer/ --salient 0.3

The newest horizon of the data, which is kept from it, and as many periods that the model had learnt judge it: where its wQL
on either is worse than the saved model's by more than --tolerance, nothing is written, both figures are told, and the
exit code is 1. The network that was judged is written, unless --learn-all has the same done on all data after it was
found good: with fewer new periods than the horizon there is nothing new to learn otherwise. --salient lets only those layers change whose weights the data would change most.
)";

struct UpdateFlags {
  Flags run;
  UpdateQuestion question;
};

void tell(const UpdateResult& result, const Flags& flags, Door& door) {
  if (flags.json) door.out << to_json(result, flags.config.output) << '\n';
  tell_warnings(result.report, flags, door);
  if (!result.taken) door.exit_code = kFailed;
  const std::string judged = result.gate.text(result.manifest.horizon.steps);
  if (!result.taken) {
    door.err << fmt::format("{} is not taken, {} stays as it is: {}; {} % worse is tolerated\n", result.manifest.model,
                            flags.config.models.front(), judged, 100 * result.gate.tolerance);
  }
  if (flags.quiet || !result.taken) return;
  if (result.resumed) door.err << "went on where an earlier update had stopped\n";
  if (!result.layers.empty()) door.err << fmt::format("changed: {}\n", fmt::join(result.layers, ", "));
  door.err << fmt::format("{}: updated on {} series up to {}, in {}; {}\n", result.manifest.model,
                          result.manifest.series, result.manifest.trained_to, flags.config.output, judged);
}

void run(UpdateFlags& update, Door& door) {
  Flags& flags = update.run;
  flags.settle();
  const bool leads = launch_of_environment().leads();
  flags.quiet = flags.quiet || !leads;
  const RunScope scope(flags, door);
  try {
    const UpdateResult result = run_update(flags.config, update.question, builtin_models(), flags.context);
    if (leads) tell(result, flags, door);
    if (!result.taken) door.exit_code = kFailed;
  } catch (const Interrupted& stopped) {
    const std::string place = checkpoints_of(flags.config.output).string();
    if (!std::filesystem::exists(place)) throw;
    throw Interrupted(fmt::format("{}; what was trained is kept in \"{}\", and the same command goes on from there",
                                  stopped.what(), place));
  }
}

}  // namespace

void add_update_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("update", kHelp);
  const auto flags = std::make_shared<UpdateFlags>();
  UpdateOptions& options = flags->question.options;
  add_data_flags(*verb, flags->run);
  verb->add_option("-m,--model", flags->run.config.models, "Directory of the model to go on from")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("DIR");
  verb->add_option("-o,--output", flags->run.config.output, "Directory of the updated model");
  verb->add_option("--updates", options.updates, "Steps of the optimiser; a quarter of the fit's when not given")
      ->option_text("N");
  verb->add_option("--rate", options.rate, "Highest rate of learning, over that of the fit")->option_text("SHARE [1]");
  verb->add_option("--salient", options.salient, "Share of the layers that may change, the most salient ones")
      ->option_text("SHARE [1]");
  verb->add_option("--tolerance", flags->question.tolerance, "By how much, as a share, wQL may be worse")
      ->option_text("SHARE [0.02]");
  verb->add_flag("--learn-all", flags->question.learn_all,
                 "Where the gate is passed, learn from all data, the periods that judged, too");
  verb->add_flag("--no-resume", flags->run.no_resume, "Do not go on where an earlier update stopped");
  add_run_flags(*verb, flags->run);
  when_run(*verb, door, [flags, &door] { run(*flags, door); }, Processes::kSeveral);
}

}  // namespace demandcast
