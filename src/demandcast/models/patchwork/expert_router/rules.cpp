// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace demandcast {
namespace {

void add_remark(const std::string& remark, std::string& text) {
  for (std::size_t begin = 0; begin < remark.size();) {
    const std::size_t end = std::min(remark.find('\n', begin), remark.size());
    text += "# " + remark.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
}

/// A key of TOML, bare where that may be.
std::string key_text(const std::string& key) {
  const auto is_bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !key.empty() && std::ranges::all_of(key, is_bare) ? key : toml_string(key);
}

}  // namespace

std::string rules_text(const RuleSet& rules) {
  std::string text;
  add_remark(rules.remark, text);
  text += fmt::format("default = {}\n", toml_string(rules.default_model));
  for (const Rule& rule : rules.rules) {
    std::vector<std::string> conditions;
    for (const auto& [fact, condition] : rule.when) {
      conditions.push_back(fmt::format("{} = {}", key_text(fact), condition.text()));
    }
    text += "\n";
    add_remark(rule.remark, text);
    text += fmt::format("[[rule]]\nname = {}\nwhen = {{ {} }}\nmodel = {}\n", toml_string(rule.name),
                        fmt::join(conditions, ", "), toml_string(rule.model));
  }
  return text;
}

std::string place_of(const RuleSet& rules, const Rule& rule) {
  return fmt::format("{}, line {}: rule \"{}\"", rules.source, rule.line, rule.name);
}

std::vector<std::string> rule_names(const RuleSet& rules) {
  std::vector<std::string> names;
  for (const Rule& rule : rules.rules) names.push_back(rule.name);
  names.emplace_back(kDefaultRule);
  return names;
}

}  // namespace demandcast
