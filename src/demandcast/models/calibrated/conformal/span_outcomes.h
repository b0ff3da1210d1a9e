// What demand summed over spans came to at past origins, set against what was forecast.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/models/calibrated/conformal/pooled_outcomes.h"

namespace demandcast {

/// [level] The quantiles of a span if its periods were high and low together: the sum of its steps' quantiles. Too
/// wide where they are not, in a way that past sums tell.
std::vector<double> added_up(const QuantileForecast& forecast, std::size_t series, const Span& span);

/// The finest pool of a span: that of its middle step, its height being that of its mean over the span.
std::size_t pool_of_span(const SeriesPools& pools, const PanelView& view, const QuantileForecast& forecast,
                         std::size_t series, const Span& span);

/// Gathers by span and pool the positions (outcome_position.h) of summed demand in the added-up quantiles of a past
/// forecast at the levels of CurveLevels::standard(). A span with a missing cell gives none, one with a censored cell
/// was at least its sum. Series that fell back give none. `seed` splits ties.
void add_span_outcomes(const PastForecast& past, const SeriesPools& pools, const PastOrigins& origins,
                       const std::vector<Span>& spans, std::uint64_t seed, PooledOutcomes& outcomes);

}  // namespace demandcast
