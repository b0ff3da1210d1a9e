// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/feature_spans.h"

#include <algorithm>

namespace demandcast {

FeatureSpans FeatureSpans::of(const Frequency& frequency) {
  const int season = std::max(1, frequency.default_season());
  if (frequency.multiple() == 1) {
    switch (frequency.unit()) {
      case FrequencyUnit::kWeek:
        return {.level = 52, .short_level = 4, .long_level = 13, .cycle = 0, .year = 52};
      case FrequencyUnit::kDay:
        return {.level = 28, .short_level = 7, .long_level = 28, .cycle = 7, .year = 364};
      case FrequencyUnit::kMonth:
        return {.level = 12, .short_level = 3, .long_level = 6, .cycle = 0, .year = 12};
      case FrequencyUnit::kHour:
        return {.level = 168, .short_level = 24, .long_level = 168, .cycle = 24, .year = 168};
      default:
        break;
    }
  }
  return {.level = std::max(4, season),
          .short_level = std::max(1, season / 4),
          .long_level = std::max(3, season / 2),
          .cycle = 0,
          .year = season > 1 ? season : 0};
}

}  // namespace demandcast
