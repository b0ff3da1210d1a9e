// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/rule_prices_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/figure_text.h"
#include "apps/cli/leaderboard_text.h"

namespace demandcast {

std::string rule_prices_text(const Evaluation& evaluation) {
  if (evaluation.rules.empty()) return {};
  std::size_t rule_width = 4, expert_width = 5;
  for (const RulePrice& price : evaluation.rules) {
    rule_width = std::max(rule_width, price.rule.size());
    expert_width = std::max(expert_width, price.expert.size());
  }
  const bool money = has_money(evaluation);
  const auto costs = [&](const std::string& own, const std::string& other) {
    return money ? fmt::format(" {:>12} {:>12}", own, other) : std::string();
  };
  std::string text, router;
  for (const RulePrice& price : evaluation.rules) {
    const auto all = std::ranges::find_if(price.against, &RulePrice::Other::is_default);
    const bool has_default = all != price.against.end();
    if (price.model != router) {
      router = price.model;
      text += fmt::format("\n{}\n{:<{}}  {:<{}}  {:>7} {:>9} {:>8}  {:>8}{}  {}\n", router, "rule", rule_width, "model",
                          expert_width, "series", "forecasts", "wql", "default", costs("cost", "default"),
                          "value added over " + (has_default ? all->model : std::string("the default")));
    }
    const bool same = has_default && price.expert == all->model;
    text += fmt::format("{:<{}}  {:<{}}  {:>7} {:>9} {:>8}  {:>8}{}  {}\n", price.rule, rule_width, price.expert,
                        expert_width, price.series, price.pairs, figure_text(price.wql, 4),
                        has_default ? figure_text(all->wql, 4) : "-",
                        costs(figure_text(price.cost, 2), has_default ? figure_text(all->cost, 2) : "-"),
                        same || !has_default ? "-" : value_added_text(all->difference));
  }
  return text;
}

}  // namespace demandcast
