// Orders of a learned policy that fit into a storage, by a price of space; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/buying/order_limits.h"
#include "demandcast/buying/read_items.h"
#include "demandcast/core/run_context.h"
#include "demandcast/policy/learned_policy.h"

namespace demandcast {

/// The orders at the lowest price of space at which they and what there is fit into `storage`; `outlooks` [series],
/// under no price. Prices beyond those that the policy was trained on count as the highest of them. saving_given_up is
/// left at 0. Throws ConfigError when orders do not fit even then: by how much, and what to do.
LimitedOrders priced_orders(const LearnedPolicy& policy, const ItemCatalogue& catalogue, std::vector<Outlook> outlooks,
                            double storage, const RunContext& context);

}  // namespace demandcast
