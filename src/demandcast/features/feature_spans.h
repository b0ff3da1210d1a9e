// How many periods features look back, by frequency.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/frequency.h"

namespace demandcast {

/// All in periods, at least 1 unless said otherwise.
struct FeatureSpans {
  int level = 1;        ///< over which the level of demand is measured
  int short_level = 1;  ///< what happened just now
  int long_level = 1;   ///< a calmer now
  int cycle = 0;        ///< the short season (7 days, 24 hours); 0 = none
  int year = 0;         ///< after which the long season comes round; 0 = none

  /// Weeks: 52, 4, 13, no cycle, 52. Days: 28, 7, 28, 7, 364. Months: 12, 3, 6, no cycle, 12. Hours: 168, 24, 168,
  /// 24, 168. Others: by their default season.
  static FeatureSpans of(const Frequency& frequency);
};

}  // namespace demandcast
