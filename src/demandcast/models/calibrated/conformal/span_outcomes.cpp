// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/span_outcomes.h"

#include <cmath>
#include <set>

#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/outcome_position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// Demand of a span: its sum, or what it was at least.
struct SpanDemand {
  double sum = 0;
  bool censored = false;
};

/// The sum is NaN where a cell is missing.
SpanDemand span_demand(const std::vector<double>& demand, const std::vector<double>& bounds, const Span& span) {
  SpanDemand sum;
  for (int step = span.lead; step < span.lead + span.length; ++step) {
    const auto at = static_cast<std::size_t>(step);
    sum.censored = sum.censored || !std::isnan(bounds[at]);
    sum.sum += std::isnan(bounds[at]) ? demand[at] : bounds[at];
  }
  return sum;
}

double position_of_sum(const SpanDemand& demand, const std::vector<double>& quantiles, bool counted, double uniform) {
  const QuantileCurve curve(CurveLevels::standard(), quantiles);
  return demand.censored ? censored_position(curve, demand.sum, counted, uniform)
                         : outcome_position(curve, demand.sum, counted, uniform);
}

}  // namespace

std::vector<double> added_up(const QuantileForecast& forecast, std::size_t series, const Span& span) {
  std::vector<double> sums(forecast.level_count());
  for (int step = span.lead; step < span.lead + span.length; ++step) {
    const auto quantiles = forecast.quantiles(series, step);
    for (std::size_t q = 0; q < sums.size(); ++q) sums[q] += quantiles[q];
  }
  return sums;
}

std::size_t pool_of_span(const SeriesPools& pools, const PanelView& view, const QuantileForecast& forecast,
                         std::size_t series, const Span& span) {
  double mean = 0;
  for (int step = span.lead; step < span.lead + span.length; ++step) mean += forecast.mean(series, step) / span.length;
  const auto middle = static_cast<std::size_t>(span.lead + (span.length - 1) / 2);
  return pools.pools_of_steps(view, series, std::vector<double>(middle + 1, mean))[middle];
}

void add_span_outcomes(const PastForecast& past, const SeriesPools& pools, const PastOrigins& origins,
                       const std::vector<Span>& spans, std::uint64_t seed, PooledOutcomes& outcomes) {
  if (spans.empty()) return;
  const double worth = origins.stretches() / static_cast<double>(origins.windows);
  const int steps = past.forecast.horizon().steps;
  for (std::size_t i = 0; i < past.then.series_count(); ++i) {
    if (past.forecast.reason(i) != FallbackReason::kNone) continue;
    const SeriesView now = past.now.series(i), then = past.then.series(i);
    const auto demand = demand_after(now, then.origin(), steps), bounds = bounds_after(now, then.origin(), steps);
    const bool counted = is_counted(then);
    RandomStream random(seed, stream_key(then.id(), then.origin()));
    std::set<std::size_t> seen;
    for (std::size_t s = 0; s < spans.size(); ++s) {
      const double uniform = random.uniform();
      const SpanDemand of_span = span_demand(demand, bounds, spans[s]);
      if (std::isnan(of_span.sum)) continue;
      const std::size_t pool = pool_of_span(pools, past.then, past.forecast, i, spans[s]);
      outcomes.positions.add(s, pool, position_of_sum(of_span, added_up(past.forecast, i, spans[s]), counted, uniform));
      seen.insert(pool);
    }
    for (const std::size_t pool : seen) outcomes.independent[pool] += worth;
  }
}

}  // namespace demandcast
