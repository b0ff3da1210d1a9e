// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/completion_script.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace demandcast {
namespace {

/// `text` in single quotes of a shell: each quote inside ends them, stands escaped, and begins them anew.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char letter : text) out += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return out + "'";
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::string names_of(const std::vector<VerbWords>& verbs) {
  std::vector<std::string> names;
  for (const VerbWords& verb : verbs) names.push_back(verb.name);
  return joined(names);
}

std::string flags_of(const VerbWords& verb) {
  std::vector<std::string> names;
  for (const FlagWords& flag : verb.flags) names.insert(names.end(), flag.names.begin(), flag.names.end());
  return joined(names);
}

/// The cases of bash in which the word before says what comes: words, or a file.
std::string bash_values(const VerbWords& verb) {
  std::string cases;
  for (const FlagWords& flag : verb.flags) {
    if (!flag.takes_value) continue;
    const std::string offer =
        flag.values.empty() ? std::string("COMPREPLY=($(compgen -f -- \"$word\"))")
                            : fmt::format("COMPREPLY=($(compgen -W {} -- \"$word\"))", quoted(joined(flag.values)));
    cases += fmt::format("      {}) {}; return ;;\n", fmt::join(flag.names, "|"), offer);
  }
  return cases;
}

/// One argument of zsh's _arguments; brackets and colons in its help would be read as its own.
std::string zsh_flag(const FlagWords& flag) {
  std::string help;
  for (const char letter : flag.help)
    help += std::string(letter == '[' || letter == ']' || letter == ':' ? "\\" : "") + letter;
  const std::string value = !flag.takes_value     ? ""
                            : flag.values.empty() ? ":value:_files"
                                                  : fmt::format(":word:({})", joined(flag.values));
  std::string lines;
  for (const std::string& name : flag.names)
    lines += " \\\n        " + quoted(fmt::format("*{}[{}]{}", name, help, value));
  return lines;
}

std::string fish_flag(const std::string& condition, const FlagWords& flag) {
  std::string line = fmt::format("complete -c demandcast -n {} -d {}", quoted(condition), quoted(flag.help));
  for (const std::string& name : flag.names) {
    const bool is_long = name.starts_with("--");
    line += fmt::format(" {} {}", is_long ? "-l" : "-s", name.substr(is_long ? 2 : 1));
  }
  if (flag.takes_value) line += " -r";
  if (!flag.values.empty()) line += fmt::format(" -f -a {}", quoted(joined(flag.values)));
  return line + "\n";
}

}  // namespace

std::string bash_completion(const VerbWords& app, const std::vector<VerbWords>& verbs) {
  std::string cases;
  for (const VerbWords& verb : verbs) {
    cases += fmt::format("    {})\n      case $before in\n{}      esac\n      flags={} words={} ;;\n", verb.name,
                         bash_values(verb), quoted(flags_of(verb)), quoted(joined(verb.values)));
  }
  return fmt::format(R"(# demandcast in bash: source <(demandcast completion bash)
_demandcast() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} verbs={} flags={} words= verb= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ " $verbs " == *" ${{COMP_WORDS[i]}} "* ]] && verb=${{COMP_WORDS[i]}} && break
  done
  case $verb in
{}  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  elif [[ -z $verb ]]; then
    COMPREPLY=($(compgen -W "$verbs" -- "$word"))
  elif [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _demandcast demandcast
)",
                     quoted(names_of(verbs)), quoted(flags_of(app)), cases);
}

std::string zsh_completion(const VerbWords& app, const std::vector<VerbWords>& verbs) {
  std::string names, cases;
  for (const VerbWords& verb : verbs) {
    names += " \\\n        " + quoted(verb.name + ":" + verb.help);
    cases += fmt::format("    {})\n      _arguments", verb.name);
    for (const FlagWords& flag : verb.flags) cases += zsh_flag(flag);
    const std::string argument = verb.values.empty() ? ":file:_files" : ":word:(" + joined(verb.values) + ")";
    cases += " \\\n        " + quoted("*" + argument) + " ;;\n";
  }
  std::string flags;
  for (const FlagWords& flag : app.flags) flags += zsh_flag(flag);
  return fmt::format(R"(#compdef demandcast
_demandcast() {{
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    local -a verbs=({})
    _describe verb verbs
    return
  fi
  shift words; (( CURRENT-- ))
  case $words[1] in
{}    *)
      _arguments{} ;;
  esac
}}
compdef _demandcast demandcast
)",
                     names, cases, flags);
}

std::string fish_completion(const VerbWords& app, const std::vector<VerbWords>& verbs) {
  std::string text = "# demandcast in fish: demandcast completion fish | source\n";
  const std::string none = fmt::format("not __fish_seen_subcommand_from {}", names_of(verbs));
  for (const FlagWords& flag : app.flags) text += fish_flag(none, flag);
  for (const VerbWords& verb : verbs) {
    text += fmt::format("complete -c demandcast -n {} -f -a {} -d {}\n", quoted(none), quoted(verb.name),
                        quoted(verb.help));
  }
  for (const VerbWords& verb : verbs) {
    const std::string there = "__fish_seen_subcommand_from " + verb.name;
    for (const FlagWords& flag : verb.flags) text += fish_flag(there, flag);
    if (verb.values.empty()) continue;
    text += fmt::format("complete -c demandcast -n {} -f -a {}\n", quoted(there), quoted(joined(verb.values)));
  }
  return text;
}

}  // namespace demandcast
