// What the rules of expert routers were worth: each rule's expert beside the default and the best other model.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/difference_words.h"
#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

using Other = RulePrice::Other;

/// The model that stands for a unified one: the best of the leaderboard that is neither a router nor its default nor
/// the reference; null where there is none.
const Other* best_other(const Evaluation& evaluation, const RulePrice& price) {
  const auto is_router = [&](const std::string& model) {
    return std::ranges::any_of(evaluation.rules, [&](const RulePrice& one) { return one.model == model; });
  };
  const auto found = std::ranges::find_if(price.against, [&](const Other& other) {
    return !other.is_default && other.model != evaluation.reference && !is_router(other.model);
  });
  return found == price.against.end() ? nullptr : &*found;
}

const Other* default_of(const RulePrice& price) {
  const auto found = std::ranges::find_if(price.against, &Other::is_default);
  return found == price.against.end() ? nullptr : &*found;
}

void add_other(const Other* other, bool is_the_same, bool money, std::vector<std::string>& row) {
  if (money) row.push_back(other == nullptr || std::isnan(other->cost) ? kDash : units_text(other->cost));
  if (other == nullptr || is_the_same || std::isnan(other->wql)) {
    row.insert(row.end(), {other == nullptr ? kDash : decimal_text(other->wql, 4), is_the_same ? "the same" : kDash});
    return;
  }
  row.push_back(decimal_text(other->wql, 4));
  row.push_back(value_added_html(&other->difference));
}

std::string table_of(const Evaluation& evaluation, const std::string& router) {
  const bool money = has_money(evaluation);
  html::Table table{"Rules of " + router, {"Rule", "Model", "Series", "Forecasts"}, {}, 2};
  if (money) table.head.emplace_back("Cost");
  table.head.emplace_back("wQL");
  const RulePrice* first = nullptr;
  for (const RulePrice& price : evaluation.rules) {
    if (price.model != router) continue;
    const Other *all = default_of(price), *other = best_other(evaluation, price);
    if (first == nullptr) {
      first = &price;
      const auto add_head = [&](const Other* one) {
        const std::string name = one == nullptr ? kDash : html::name(one->model);
        if (money) table.head.push_back("Cost of " + name);
        table.head.insert(table.head.end(), {"wQL of " + name, "Value added over it"});
      };
      add_head(all);
      if (other != nullptr) add_head(other);
    }
    std::vector<std::string> row{html::name(price.rule), html::name(price.expert), count_text(price.series),
                                 count_text(price.pairs)};
    if (money) row.push_back(std::isnan(price.cost) ? kDash : units_text(price.cost));
    row.push_back(decimal_text(price.wql, 4));
    add_other(all, all != nullptr && price.expert == all->model, money, row);
    if (other != nullptr) add_other(other, price.expert == other->model, money, row);
    table.rows.push_back(std::move(row));
  }
  return html::table(table);
}

}  // namespace

std::string rules_section(const BacktestReport& report) {
  std::vector<std::string> routers;
  for (const RulePrice& price : report.evaluation.rules) {
    if (std::ranges::find(routers, price.model) == routers.end()) routers.push_back(price.model);
  }
  if (routers.empty()) return "";
  std::string body = html::element("h2", "What rules were worth") +
                     "<p>Each rule's model on the series that the rule took, beside the model that would have served "
                     "them without rules, and beside the best other model of this backtest. A rule that is not "
                     "clearly better than the first can go; where the last is clearly better, it can take the rule's "
                     "place.</p>";
  for (const std::string& router : routers) body += table_of(report.evaluation, router);
  return html::element("section", body, "id=\"rules\"");
}

}  // namespace demandcast
