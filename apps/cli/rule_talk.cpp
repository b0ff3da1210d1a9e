// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/rule_talk.h"

#include <fmt/format.h>

#include "demandcast/pipeline/routers.h"

namespace demandcast {

void tell_rules(const ForecastResult& result, std::ostream& err) {
  for (const RuleCount& count : result.rules) {
    if (count.series > 0) err << fmt::format("rule \"{}\": {} series\n", count.rule, count.series);
  }
  for (const std::string& warning : idle_rule_warnings(result.model, result.rules)) err << warning << '\n';
}

void tell_rules(const BacktestResult& result, std::ostream& err) {
  for (const std::string& warning : idle_rule_warnings(result.evaluation.rules)) err << warning << '\n';
}

}  // namespace demandcast
