// What a fitted model can tell of itself, over all series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace demandcast {

/// What the model loses where it is not told a feature, or all features of a group.
struct FeatureWorth {
  std::string name, group;  ///< of a whole group `name` is empty
  double rise = 0;          ///< of the held-out wQL when the values are those of other rows
  double error = 0;         ///< standard error of `rise`
};

/// Where a feature stands: at most `value`, above it, or absent.
enum class PartialPlace : std::uint8_t { kUpTo, kAbove, kLacking };

struct PartialPoint {
  PartialPlace place = PartialPlace::kUpTo;
  double value = 0;
  double mean = 0, low = 0, median = 0, high = 0;  ///< means over rows of the forecast's mean and levels 0.1, 0.5, 0.9
};

/// How forecasts go with one feature while all others stay as they are.
struct PartialCurve {
  std::string feature;
  std::vector<PartialPoint> points;  ///< by rising value, absent last; in units of the series' base
};

struct ModelInsight {
  double held_out_wql = std::numeric_limits<double>::quiet_NaN();  ///< on rows of series that were not learnt from
  std::size_t rows = 0;                                            ///< so many of them; 0 = nothing to tell
  std::vector<FeatureWorth> features, groups;                      ///< the most worth first
  std::vector<PartialCurve> curves;
};

}  // namespace demandcast
