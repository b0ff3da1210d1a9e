// The distribution that a model states, averaged with the one that its past errors had.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/calibrated/conformal/held_out_errors.h"
#include "demandcast/models/calibrated/distribution_engine/past_errors.h"
#include "demandcast/models/calibrated/past/past_forecasts.h"
#include "demandcast/models/calibrated/past/series_pools.h"

namespace demandcast {

/// Each quantile becomes w times the model's own plus 1 - w times that of the Distribution Engine (scaled errors of the
/// past laid upon the mean). A model's own distribution knows how wild each series is, and errs on short histories and
/// at long horizons; past errors do the opposite. Averages of quantiles keep the shape of a distribution [Lichtendahl,
/// Grushka-Cockayne & Winkler 2013]. w is one of 0, 0.25, ... 1 by age of the series (series_pools.h): the one whose
/// quantiles lost least at past origins, where a half gives way only to what is better by more than noise.
class ErrorBlend {
 public:
  /// Learns weights from past forecasts with the errors of other series laid on each. O(windows) forecasts of every
  /// series.
  ErrorBlend(const PastForecasts& past, DemandSegments segments, std::size_t level_periods,
             const HeldOutErrors& errors);
  /// From what was saved. Throws FormatError where there is not a weight for each age.
  ErrorBlend(DemandSegments segments, std::size_t level_periods, ErrorQuantiles errors, std::vector<double> weights);

  /// Blends one series of a forecast at the levels of CurveLevels::standard(), in place. Series without demand so far
  /// stay as they are.
  void blend(const PanelView& view, std::size_t series, QuantileForecast& forecast) const {
    blend(view, series, forecast, errors_);
  }
  /// The same with other errors, such as those that do not know the series.
  void blend(const PanelView& view, std::size_t series, QuantileForecast& forecast, const ErrorQuantiles& errors) const;
  const DemandSegments& segments() const { return segments_; }
  const ErrorQuantiles& errors() const { return errors_; }
  const std::vector<double>& weights() const { return weights_; }  ///< [age] of the model's own quantiles

 private:
  ErrorScale scale_;
  DemandSegments segments_;
  SeriesPools ages_;
  ErrorQuantiles errors_;
  std::vector<double> weights_;
};

}  // namespace demandcast
