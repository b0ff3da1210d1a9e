// SPDX-License-Identifier: Apache-2.0
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "apps/cli/completion_script.h"
#include "apps/cli/flags.h"
#include "apps/cli/verbs.h"

namespace demandcast {
namespace {

constexpr const char* kHelp = R"(A script by which a shell completes verbs, flags and their words.

  source <(demandcast completion bash)                                   (in ~/.bashrc)
  demandcast completion zsh > ~/.zfunc/_demandcast                       (a folder of $fpath)
  demandcast completion fish > ~/.config/fish/completions/demandcast.fish
)";

}  // namespace

void add_completion_command(CLI::App& app, Door& door) {
  CLI::App* verb = app.add_subcommand("completion", kHelp);
  const auto shell = std::make_shared<std::string>();
  add_choice(*verb, "SHELL", *shell, {"bash", "zsh", "fish"}, "The shell")->required();
  when_run(*verb, door, [&app, shell, &door] {
    const VerbWords words = app_words(app);
    const std::vector<VerbWords> verbs = verb_words(app);
    door.out << (*shell == "bash"  ? bash_completion(words, verbs)
                 : *shell == "zsh" ? zsh_completion(words, verbs)
                                   : fish_completion(words, verbs));
  });
}

}  // namespace demandcast
