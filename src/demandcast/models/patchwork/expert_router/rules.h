// The rules of an expert router: which model serves a series of which kind.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/models/patchwork/expert_router/condition.h"

namespace demandcast {

/// A rule takes the series that fulfil all its conditions and that no rule before it took.
struct Rule {
  std::string name;
  std::string model;                      ///< composition: "ets+seasonal_profile"
  std::map<std::string, Condition> when;  ///< by fact (series_facts.h) or static
  std::string remark = {};                ///< lines that stand above the rule in a file; not read back
  int line = 0;                           ///< of the file that the rule was read from
};

struct RuleSet {
  std::string default_model;  ///< of the series that no rule takes
  std::vector<Rule> rules;
  std::string source = {};  ///< the file, for messages
  std::string remark = {};  ///< lines at the top of a file; not read back
};

/// The name under which the default is told beside the rules.
inline constexpr std::string_view kDefaultRule = "default";

/// Reads
///     default = "ets"
///     [[rule]]
///     name = "launches"          # "rule 1" where not given
///     when = { age = "< 13", category = ["toys", "games"] }
///     model = "sba"
/// where a condition is a word or a number, a list of them, or comparisons (">= 0.2 and < 0.7"). `source` is named in
/// messages, with lines. Throws FormatError for what is no TOML; ConfigError for unknown keys, no default, a name given
/// twice, and rules that can never take a series: conditions that nothing fulfils, or that an earlier rule covers.
RuleSet parse_rules(std::string_view text, const std::string& source);

/// Undoes parse_rules.
std::string rules_text(const RuleSet& rules);

/// "rules.toml, line 7: rule \"launches\"".
std::string place_of(const RuleSet& rules, const Rule& rule);

/// The rules' names in their order, then kDefaultRule.
std::vector<std::string> rule_names(const RuleSet& rules);

}  // namespace demandcast
