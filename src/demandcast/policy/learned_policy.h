// A policy that has been trained, ready to order.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demandcast/buying/stock_step.h"
#include "demandcast/policy/outlook.h"
#include "demandcast/policy/policy_network.h"
#include "demandcast/policy/policy_view.h"

namespace demandcast {

/// What training leaves.
struct PolicyWeights {
  PolicyInputs inputs;
  std::size_t hidden = 32;
  InputScale scale;
  std::vector<float> lowest, highest;  ///< [feature] that training has seen
  std::vector<std::string> facts;      ///< names of the features behind those of the outlook (PolicyFacts)
  std::vector<float> parameters;
};

/// A feature outside what training has seen.
struct FeatureOutside {
  std::string feature;
  double value = 0, lowest = 0, highest = 0;
};

/// What a policy sees of `stock` under `outlook`, which outlive the view.
PolicyView view_of(const Outlook& outlook, const StockState& stock);

/// Immutable; may order on several threads.
class LearnedPolicy {
 public:
  /// Throws FormatError when sizes do not fit each other, or a number is not finite.
  explicit LearnedPolicy(PolicyWeights weights);

  /// Units ordered of a product: what the network wishes, in what can be ordered, at most the outlook's bound. Where a
  /// feature lies outside what training has seen by more than a tenth of its range, the order of the rule that it
  /// corrects.
  double order(const ItemEconomics& item, const Outlook& outlook, const PolicyView& stock) const;
  /// What its network adds to the rule's wish, in the outlook's unit.
  double correction(const PolicyView& stock) const;
  /// The feature furthest outside, in parts of its range.
  std::optional<FeatureOutside> outside(const Outlook& outlook) const;
  /// Whether it was trained under prices of space.
  bool knows_storage_prices() const;
  const PolicyWeights& weights() const { return weights_; }

 private:
  PolicyWeights weights_;
  PolicyNetwork<float> network_;
};

/// "lead_time 2.8 (trained on 0.7 to 1.9)".
std::string outside_text(const FeatureOutside& outside);

}  // namespace demandcast
