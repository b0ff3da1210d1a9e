// The errors that a forecaster made from past origins, against what came true since.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

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

/// The same, parted into `folds` by the ids of the series: [fold].
std::vector<PooledSamples> past_errors_by_fold(const PastForecasts& past, const std::vector<Span>& spans,
                                               const ErrorScale& scale, const DemandSegments& segments,
                                               std::size_t folds);
/// The fold of a series, by its id alone.
std::size_t fold_of(std::string_view id, std::size_t folds);

/// Mean of the forecast summed over a span.
double span_mean(const QuantileForecast& forecast, std::size_t series, const Span& span);

}  // namespace demandcast
