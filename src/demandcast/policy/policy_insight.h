// What a trained policy does, to look at: orders by stock, corrections by forecast, and where it differs in money.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/policy/learned_policy.h"
#include "demandcast/policy/policy_training.h"
#include "demandcast/policy/replayed_episodes.h"

namespace demandcast {

/// Orders of one product in one period, were all of its stock on hand.
struct OrdersByStock {
  std::size_t product = 0, period = 0;
  double mean_demand = 0;                           ///< over lead time and review period
  std::vector<double> on_hand;                      ///< [point] from nothing to a quarter more than the base stock
  std::vector<double> learned, myopic, base_stock;  ///< [point]
};

/// What a product cost over the periods that validated.
struct ProductCosts {
  std::size_t product = 0;
  double myopic = 0, learned = 0;
};

/// The network's correction where its rule orders, by how certain the forecast is.
struct CorrectionBin {
  double certainty = 0;   ///< mean demand over lead time and review period, in deviations of it: mean over the bin
  double correction = 0;  ///< in deviations, mean over the bin
  std::size_t count = 0;
};

struct PolicyInsight {
  std::vector<OrdersByStock> orders;
  std::vector<ProductCosts> costs;         ///< that were validated, in their order
  std::vector<CorrectionBin> corrections;  ///< from the least to the most certain
};

/// Looks at the parameters that training kept: at three products of small, middling and large demand in their last
/// period, at corrections of up to a thousand products over `validation`'s window with half of the base stock on hand,
/// and at each product's cost there beside that of the rule without correction. O(validated products * periods) runs of
/// the network.
PolicyInsight look_into(const PolicyHistory& history, std::span<const ItemEconomics> items,
                        const ReplayedEpisodes& validation, const ValidationPlan& plan, const PolicyWeights& weights,
                        const RunContext& context);

}  // namespace demandcast
