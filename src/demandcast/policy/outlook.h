// What is forecast of a product, and its economics, as a policy is told them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/policy/order_curve.h"

namespace demandcast {

/// None of it is the policy's doing.
struct Outlook {
  double level = 0;    ///< the base stock: the critical quantile of demand over lead time and review period
  CurveKnots curve{};  ///< the rule that the policy corrects
  double reorder_point = kAlwaysReorder;
  double unit = 1;   ///< deviation of that demand, at least a tenth of its mean, above 0
  double bound = 0;  ///< the most that may be ordered: half as much again as the level, or as mean demand, in packs
  double grain = 0;  ///< the pack, or 1 where demand is counted
  std::vector<float> features;  ///< as outlook_features() names them
};

/// Names of the features: demand over lead time and review period (mean, how far quantiles lie from the base stock,
/// over the unit), demand of the next period, economics.
const std::vector<std::string>& outlook_features();

/// Throws ConfigError for paths that do not reach over lead time and review period.
Outlook outlook_of(const ItemEconomics& item, const DemandPaths& paths, bool counted);

}  // namespace demandcast
