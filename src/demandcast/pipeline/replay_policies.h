// The policies that a replay or an order goes by: rules from sample paths, and learned policies. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demandcast/buying/order_rules.h"
#include "demandcast/buying/stock_step.h"
#include "demandcast/policy/learned_policy.h"
#include "demandcast/policy/policy_facts.h"

namespace demandcast {

struct PolicyOrder {
  double quantity = 0;
  std::optional<FeatureOutside> outside;  ///< why a learned policy ordered as the myopic rule does
};

/// A rule, or a learned policy.
struct NamedPolicy {
  std::string label;
  OrderRule rule = OrderRule::kBaseStock;        ///< where none is learned
  std::shared_ptr<const LearnedPolicy> learned;  ///< null for a rule
  std::string trained_to;                        ///< of a learned one: a date
  std::shared_ptr<const PolicyFacts> facts;      ///< of a learned one, once it is bound to a panel

  /// Finds what a learned policy is told in a view, whose panel outlives it. Throws ConfigError that names what it
  /// lacks.
  void bind(const PanelView& view);
  /// What is ordered of one product now, `state` with the period's arrivals in; bound.
  PolicyOrder order(const ItemEconomics& item, const StockState& state, const DemandPaths& paths,
                    const SeriesView& series) const;
};

/// "newsvendor", "policy/" (a directory that holds a policy), "learned=policy/". Throws ConfigError for an unknown
/// name, FormatError for a damaged policy.
NamedPolicy named_policy(const std::string& text);

/// Each once, "cover" among them.
std::vector<NamedPolicy> named_policies(const std::vector<std::string>& texts);

/// The outlook of a series with what `facts` tell behind it.
Outlook told_outlook(const ItemEconomics& item, const DemandPaths& paths, const SeriesView& series,
                     const PolicyFacts& facts);

/// Says which series a learned policy orders as the myopic rule does, and why; empty where there is none.
std::string outside_note(const std::string& label, const std::vector<std::string>& ids,
                         const std::vector<std::optional<FeatureOutside>>& outside);

/// Stock as rules from sample paths read it.
StockSituation situation_of(const StockState& state);
/// And back, stock that perishes taken for fresh.
StockState stock_state_of(const ItemEconomics& item, const StockSituation& now);

}  // namespace demandcast
