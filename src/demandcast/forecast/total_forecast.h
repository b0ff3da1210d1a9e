// Quantiles of demand summed over groups of series, from sample paths.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/run_context.h"
#include "demandcast/data/totals.h"
#include "demandcast/forecast/path_sampler.h"
#include "demandcast/forecast/quantile_forecast.h"

namespace demandcast {

/// Paths that quantiles of totals are taken from.
inline constexpr int kPathsForTotals = 1000;

/// Steps and spans of every group of `totals`: quantiles of the paths' sums over the members, the mean as the sum of
/// the members' means in `forecast`. Coherent: a path of a group is the sum of its members' paths. `view` is that of
/// `forecast` and `sampler`; a member whose cells ended a horizon or more before its origin is taken to have left the
/// catalogue, and not summed. The groups' origin is the newest of their members'. The same at any number of threads.
/// O(series * paths * steps * groupings) and 8 bytes per group, path and step.
QuantileForecast total_forecast(const PathSampler& sampler, const QuantileForecast& forecast, const PanelView& view,
                                const Totals& totals, const RunContext& context);

/// The view of the totals that goes with a view of their members.
PanelView totals_view(const Totals& totals, const PanelView& members);

}  // namespace demandcast
