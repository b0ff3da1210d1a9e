// Fits one form of exponential smoothing to one series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/classical/ets/ets_weights.h"
#include "demandcast/models/classical/ets/seasonal_profile.h"

namespace demandcast {

/// A fitted form, in units of the series.
struct EtsFit {
  EtsForm form;
  int season = 1;
  EtsWeights weights;
  EtsStates start;
  int observed = 0;
  double parameters = 0;  ///< weights, initial states and the variance; effective number where the profile is held
  double sigma2 = 0;      ///< of the one-step error (relative where the error is multiplicative)
  double loglik = 0;      ///< -n/2 log(sum e^2) - sum log|f|, as R and StatsForecast report it (constants left out)
  double aic = 0, aicc = 0, bic = 0;
};

/// A series ready to be fitted: scaled to mean absolute value 1, with the profiles that forms share.
struct EtsSeries {
  std::vector<double> y;  ///< scaled; NaN = not observed
  double scale = 1;
  int season = 1;
  int observed = 0;
  bool short_season = false;      ///< less than two seasons long, the profile by short_season
  bool held_season = false;       ///< the profile is kept, not estimated with the weights (long seasons)
  SeasonalProfile sums, factors;  ///< additive and multiplicative; empty without a season, factors only for positive y
  bool positive = false;          ///< every observed value is above zero
};

/// Seasons longer than this keep the decomposition's profile: a likelihood in 52 initial states from two or three years
/// is no more than the same averages, at many times the cost.
inline constexpr int kLongestEstimatedSeason = 24;

/// `season` is taken as 1 when there are not two full seasons of observations, nor a short_season in fewer.
EtsSeries prepare_ets_series(std::span<const double> y, int season);

/// Maximises the likelihood of `form`. `before` are earlier fits of the same series: their weights and states are tried
/// as starts beside a grid. Returns a fit with aicc = infinity when the form has too many parameters or no valid point.
EtsFit fit_ets(const EtsForm& form, const EtsSeries& series, std::span<const EtsFit> before = {});

}  // namespace demandcast
