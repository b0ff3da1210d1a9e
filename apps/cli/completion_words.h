// What a shell can complete, read from the parser itself, so that it cannot go stale.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

namespace demandcast {

struct FlagWords {
  std::vector<std::string> names;   ///< with dashes: "-H", "--horizon"
  std::string help;                 ///< one line
  bool takes_value = false;         ///< file names are offered where there are no words
  std::vector<std::string> values;  ///< the words that it takes; empty = any
};

struct VerbWords {
  std::string name, help;
  std::vector<FlagWords> flags;
  std::vector<std::string> values;  ///< that its argument takes; empty = a file
};

/// The validator's name under which a flag keeps the words that it takes, joined by "|".
constexpr const char* kChoiceValidator = "choice";

/// The flags of `app`, and of each verb with those of `app` behind its own. Models' names are offered where a model is
/// taken.
VerbWords app_words(const CLI::App& app);
std::vector<VerbWords> verb_words(const CLI::App& app);

}  // namespace demandcast
