// The errors of naive forecasts within a history, by which MASE and RMSSE are scaled.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

/// Scales of one series for every possible cutoff. Differences with a NaN on either side are skipped; a scale without
/// any difference is NaN.
struct NaiveScales {
  std::vector<double> mase;   ///< [time] mean |y_t - y_{t-season}| of the cells up to and with `time`
  std::vector<double> rmsse;  ///< [time] root mean (y_t - y_{t-1})^2 of the same, from the first non-zero y on
};

/// `season` at least 1. O(cells).
NaiveScales naive_scales(std::span<const double> y, int season);

}  // namespace demandcast
