// The errors that a forecaster made from past origins, against what came true since.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/distribution_engine/demand_segments.h"
#include "demandcast/models/calibrated/distribution_engine/error_form.h"
#include "demandcast/models/calibrated/distribution_engine/error_quantiles.h"

namespace demandcast {

/// From which origins errors are taken: the newest lies a horizon before the training's, the others `step` apart.
struct ErrorOrigins {
  int windows = 1;
  int step = 1;
  int horizon = 1;
  /// Periods from the training's origin back to the oldest of these.
  int oldest() const { return horizon + (windows - 1) * step; }
};

/// How errors are made comparable and told apart.
struct ErrorScale {
  ErrorForm form = ErrorForm::kScaled;
  std::size_t level_periods = 1;  ///< observed periods whose mean is a series' level
};

/// Errors of the mean of `inner` for each step, then for each span of `horizon` (summed demand against summed mean), as
/// known at each origin. Cells that are missing or censored, spans with such a cell, and series without demand up to
/// the origin give none. The caller sees to it that `inner` was fitted no later than the oldest origin. O(windows)
/// forecasts of every series.
ErrorSamples past_errors(const Forecaster& inner, const PanelStream& training, const Horizon& horizon,
                         const ErrorOrigins& origins, const ErrorScale& scale, const DemandSegments& segments,
                         const RunContext& context);

/// Mean of the forecast summed over a span.
double span_mean(const QuantileForecast& forecast, std::size_t series, const Span& span);

}  // namespace demandcast
