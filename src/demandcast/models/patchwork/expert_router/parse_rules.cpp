// A file of rules, from TOML.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/models/patchwork/expert_router/rules.h"

namespace demandcast {
namespace {

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

/// The reader of one file, whose name stands before its complaints.
class RulesReader {
 public:
  explicit RulesReader(const std::string& source) { set_.source = source; }

  RuleSet read(const toml::table& file) {
    refuse_unknown_keys(file, {"default", "rule"}, "key");
    read_default(file);
    if (const toml::node* rules = file.get("rule")) {
      const toml::array* tables = rules->as_array();
      if (tables == nullptr || !tables->is_homogeneous<toml::table>())
        refuse(line_of(*rules), "write rules as [[rule]]");
      for (const toml::node& rule : *tables) add_rule(*rule.as_table());
    }
    return std::move(set_);
  }

 private:
  [[noreturn]] void refuse(int line, const std::string& what) const {
    throw ConfigError(fmt::format("{}, line {}: {}", set_.source, line, what));
  }
  [[noreturn]] void refuse(const Rule& rule, const std::string& what) const {
    throw ConfigError(fmt::format("{}: {}", place_of(set_, rule), what));
  }

  void refuse_unknown_keys(const toml::table& table, const std::vector<std::string>& known, const char* kind) const {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::ranges::find(known, name) != known.end()) continue;
      refuse(static_cast<int>(key.source().begin.line), unknown_name_message(kind, name, known));
    }
  }

  void read_default(const toml::table& file) {
    const toml::node* node = file.get("default");
    if (node == nullptr) {
      throw ConfigError(fmt::format(
          "{}: no default is named for the series that no rule takes; write, for example, default = \"ets\" at the top",
          set_.source));
    }
    set_.default_model = model_of(*node, "default");
  }

  std::string model_of(const toml::node& node, const std::string& key) const {
    const auto text = node.value<std::string>();
    if (text && !text->empty() && node.is_string()) return *text;
    refuse(line_of(node), fmt::format("{}: a model is wanted, for example \"ets+seasonal_profile\"", key));
  }

  void add_rule(const toml::table& table) {
    refuse_unknown_keys(table, {"name", "when", "model"}, "key of a rule");
    Rule rule;
    rule.line = line_of(table);
    rule.name = name_of(table);
    const toml::node *model = table.get("model"), *when = table.get("when");
    if (model == nullptr) refuse(rule, "no model is named; write, for example, model = \"sba\"");
    rule.model = model_of(*model, "model");
    if (when == nullptr || !when->is_table() || when->as_table()->empty()) {
      refuse(rule,
             "no condition is named; write, for example, when = { age = \"< 13\" }, or make its model the default");
    }
    for (const auto& [fact, condition] : *when->as_table()) {
      rule.when.emplace(std::string(fact.str()), condition_of(rule, std::string(fact.str()), condition));
    }
    refuse_unreachable(rule);
    set_.rules.push_back(std::move(rule));
  }

  std::string name_of(const toml::table& table) const {
    std::string name = fmt::format("rule {}", set_.rules.size() + 1);
    const int line = line_of(table);
    if (const toml::node* node = table.get("name")) {
      if (!node->is_string() || node->value<std::string>()->empty()) refuse(line, "the name of a rule is a text");
      name = *node->value<std::string>();
    }
    if (name == kDefaultRule) refuse(line, "\"default\" is the name of what no rule takes; give the rule another one");
    const auto same = std::ranges::find(set_.rules, name, &Rule::name);
    if (same != set_.rules.end()) {
      refuse(line,
             fmt::format("the rule in line {} is called \"{}\", too; give one of them another name", same->line, name));
    }
    return name;
  }

  Condition condition_of(const Rule& rule, const std::string& fact, const toml::node& node) const {
    const auto refuse_form = [&]() {
      refuse(rule, fmt::format("\"{}\": a word or a number, a list of words or of numbers, or comparisons such as "
                               "\">= 0.2 and < 0.7\" are wanted",
                               fact));
    };
    std::optional<Condition> bounds;
    if (node.is_string()) bounds = Condition::parse_bounds(*node.value<std::string>());
    std::vector<std::string> words;
    std::vector<double> numbers;
    const auto add = [&](const toml::node& one) {
      if (one.is_string()) {
        words.push_back(*one.value<std::string>());
      } else if (one.is_number() && std::isfinite(*one.value<double>())) {
        numbers.push_back(*one.value<double>());
      } else {
        refuse_form();
      }
    };
    if (!bounds && node.is_array()) {
      for (const toml::node& one : *node.as_array()) add(one);
    } else if (!bounds) {
      add(node);
    }
    if (!words.empty() && !numbers.empty()) refuse_form();
    Condition condition = bounds          ? *bounds
                          : words.empty() ? Condition(std::move(numbers))
                                          : Condition(std::move(words));
    if (condition.is_empty()) refuse(rule, fmt::format("\"{}\": nothing fulfils {}", fact, condition.text()));
    return condition;
  }

  /// An earlier rule takes all that `rule` could take.
  void refuse_unreachable(const Rule& rule) const {
    for (const Rule& earlier : set_.rules) {
      const auto holds_there = [&](const auto& asked) {
        const auto same = rule.when.find(asked.first);
        return same != rule.when.end() && asked.second.covers(same->second);
      };
      if (!std::ranges::all_of(earlier.when, holds_there)) continue;
      const auto held_here = [&](const auto& asked) {
        const auto same = earlier.when.find(asked.first);
        return same != earlier.when.end() && asked.second.covers(same->second);
      };
      const bool same = std::ranges::all_of(rule.when, held_here);
      if (same && earlier.model != rule.model) {
        refuse(rule, fmt::format("it contradicts rule \"{}\" in line {}: the same series, but {} instead of {}; remove "
                                 "one of them",
                                 earlier.name, earlier.line, rule.model, earlier.model));
      }
      refuse(rule, fmt::format("it can never take a series, because rule \"{}\" in line {} takes them all before; put "
                               "it first, or remove it",
                               earlier.name, earlier.line));
    }
  }

  RuleSet set_;
};

}  // namespace

RuleSet parse_rules(std::string_view text, const std::string& source) {
  toml::table file;
  try {
    file = toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw FormatError(
        fmt::format("{}, line {}: this is no TOML: {}", source, error.source().begin.line, error.description()));
  }
  return RulesReader(source).read(file);
}

}  // namespace demandcast
