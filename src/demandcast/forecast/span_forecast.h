// Quantiles of demand summed over spans, from sample paths.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/run_context.h"
#include "demandcast/forecast/path_sampler.h"
#include "demandcast/forecast/quantile_forecast.h"

namespace demandcast {

/// Paths that span quantiles are taken from where a caller names no other number: the 0.9 quantile of a sum then varies
/// by about 0.04 of its standard deviation from one seed to another.
inline constexpr int kPathsForSpans = 2000;

/// Fills the spans of `forecast`: quantiles of the paths' sums, and the mean as the sum of the steps' means, which has
/// to be there. `sampler` is of the same view and has the steps of the longest span. O(series * paths * (steps + log)).
void fill_spans(const PathSampler& sampler, QuantileForecast& forecast, const RunContext& context);

}  // namespace demandcast
