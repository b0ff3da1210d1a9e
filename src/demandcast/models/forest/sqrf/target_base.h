// What a target is divided by before trees see it, so that fast and slow products share leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/features/feature_set.h"

namespace demandcast {

/// The base of a row, above 0: a rough forecast that trees correct. "level": the level. "season": the level times its
/// ratio a season (a cycle, where there is one) ago, at least a tenth. "blend": the level times 0.2 of its long ratio,
/// 0.4 of the season's and 0.4 of what past periods with such plans had, at least a tenth; what is absent is replaced
/// by the one before it.
class TargetBase {
 public:
  TargetBase(std::string kind, const FeatureSet& set);
  double of(const FeatureRow& row, double level) const;

 private:
  std::string kind_;
  int around_ = -1, similar_ = -1, long_ = -1;
};

}  // namespace demandcast
