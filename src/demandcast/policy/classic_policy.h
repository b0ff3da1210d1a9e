// Classic policies as networks: what a learned policy can be without having learnt anything.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "demandcast/policy/policy_network.h"

namespace demandcast {

/// A base stock that differs from the one that the policy is told of, with a cap on orders.
struct ShiftedBaseStock {
  double shift = 0;                                      ///< of the level, in the network's unit
  double cap = std::numeric_limits<double>::infinity();  ///< in the network's unit
};

/// Parameters under which orders are min(level + shift - position, cap), at least 0, with inputs unscaled. Exact but
/// for the rounding of float. Needs one hidden unit.
std::vector<float> classic_parameters(const NetworkShape& shape, const ShiftedBaseStock& policy);

}  // namespace demandcast
