// Half of what the model says of its errors, half of what its errors were.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/distribution_engine/past_errors.h"
#include "demandcast/models/calibrated/past/past_forecasts.h"

namespace demandcast {

/// Each quantile becomes the mean of the model's own and of that of the Distribution Engine (scaled errors of the past
/// laid upon the mean). A model's own distribution knows how wild each series is, and errs on short histories and at
/// long horizons; past errors do the opposite. Averages of quantiles keep the shape of a distribution [Vincent 1912;
/// Lichtendahl, Grushka-Cockayne & Winkler 2013].
class ErrorBlend {
 public:
  /// Learns the errors of past forecasts. O(windows) forecasts of every series.
  ErrorBlend(const PastForecasts& past, DemandSegments segments, std::size_t level_periods, double min_errors);
  /// From what was saved.
  ErrorBlend(DemandSegments segments, std::size_t level_periods, ErrorQuantiles errors);

  /// Blends one series of a forecast at the levels of CurveLevels::standard(), in place. Series without demand so far
  /// stay as they are.
  void blend(const SeriesView& series, QuantileForecast& forecast) const;
  const DemandSegments& segments() const { return segments_; }
  const ErrorQuantiles& errors() const { return errors_; }
  std::size_t level_periods() const { return scale_.level_periods; }

 private:
  ErrorScale scale_;
  DemandSegments segments_;
  ErrorQuantiles errors_;
};

}  // namespace demandcast
