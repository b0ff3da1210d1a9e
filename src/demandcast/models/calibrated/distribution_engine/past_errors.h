// The errors that a forecaster made from past origins, against what came true since.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/calibrated/distribution_engine/error_form.h"
#include "demandcast/models/calibrated/distribution_engine/error_quantiles.h"
#include "demandcast/models/calibrated/past/demand_segments.h"
#include "demandcast/models/calibrated/past/past_forecasts.h"

namespace demandcast {

/// How errors are made comparable and told apart.
struct ErrorScale {
  ErrorForm form = ErrorForm::kScaled;
  std::size_t level_periods = 1;  ///< observed periods whose mean is a series' level
};

/// Errors of the means of past forecasts for each step, then for each of `spans` (summed demand against summed mean),
/// as known at each origin. Cells that are missing or censored, spans with such a cell, and series without demand up to
/// the origin give none. O(windows) forecasts of every series.
PooledSamples past_errors(const PastForecasts& past, const std::vector<Span>& spans, const ErrorScale& scale,
                          const DemandSegments& segments);

/// Mean of the forecast summed over a span.
double span_mean(const QuantileForecast& forecast, std::size_t series, const Span& span);

}  // namespace demandcast
