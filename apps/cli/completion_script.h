// Scripts by which a shell completes verbs, flags and their words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "apps/cli/completion_words.h"

namespace demandcast {

/// For `source <(demandcast completion bash)`.
std::string bash_completion(const VerbWords& app, const std::vector<VerbWords>& verbs);
/// For a file _demandcast in a folder of $fpath, or `source <(demandcast completion zsh)` after compinit.
std::string zsh_completion(const VerbWords& app, const std::vector<VerbWords>& verbs);
/// For `demandcast completion fish | source`.
std::string fish_completion(const VerbWords& app, const std::vector<VerbWords>& verbs);

}  // namespace demandcast
