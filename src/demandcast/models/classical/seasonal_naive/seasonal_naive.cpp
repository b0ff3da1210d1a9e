// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/seasonal_naive/seasonal_naive.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/sample_quantile.h"
#include "demandcast/models/classical/local/registration.h"
#include "demandcast/models/classical/local/seasonal_repeat.h"

namespace demandcast {
namespace {

/// Errors one season ahead; where the season was seen but once, those of the last value.
std::vector<double> past_errors(const LocalSeries& series, int season) {
  std::vector<double> errors = season_errors(series.y, season);
  if (errors.empty()) errors = season_errors(series.y, 1);
  if (errors.empty()) errors = {0.0};  // a single value seen from an origin before the fit: nothing tells its spread
  return errors;
}

double root_mean_square(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum / static_cast<double>(values.size()));
}

/// The error at each level, one season ahead: a normal distribution of mean zero.
std::vector<double> normal_errors(const std::vector<double>& errors, const std::vector<double>& levels) {
  const double sigma = root_mean_square(errors);
  std::vector<double> quantiles;
  for (const double level : levels) quantiles.push_back(sigma * normal_quantile(level));
  return quantiles;
}

/// The error at each level, one season ahead: past errors with both signs, so that a trend which the model does not
/// follow widens the forecast but does not move it.
std::vector<double> empirical_errors(std::vector<double> errors, const std::vector<double>& levels) {
  for (double& error : errors) error = std::abs(error);
  std::sort(errors.begin(), errors.end(), std::greater<>());
  const std::size_t count = errors.size();
  errors.resize(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    errors[2 * count - 1 - i] = errors[i];
    errors[i] = -errors[i];
  }
  std::vector<double> quantiles;
  quantiles.reserve(levels.size());
  for (const double level : levels) quantiles.push_back(sample_quantile(errors, level));
  return quantiles;
}

}  // namespace

LocalFit SeasonalNaive::fit(const LocalSeries& series) const {
  const auto observed = [](double y) { return !std::isnan(y); };
  const auto count = std::count_if(series.y.begin(), series.y.end(), observed);
  return {{}, count < 2 ? FallbackReason::kTooShort : FallbackReason::kNone};
}

void SeasonalNaive::forecast(const LocalFit&, const LocalSeries& series, const Horizon& horizon, RandomStream&,
                             LocalForecast& out) const {
  const int season = std::ssize(series.y) >= series.season ? series.season : 1;
  const std::vector<double> errors = past_errors(series, season);
  out.mean = repeat_season(series.y, season, horizon.steps);
  const std::vector<double> spread = options_.distribution == "normal" ? normal_errors(errors, horizon.levels)
                                                                       : empirical_errors(errors, horizon.levels);
  auto quantile = out.quantiles.begin();
  for (int step = 0; step < horizon.steps; ++step) {
    const double widening = std::sqrt(static_cast<double>(seasons_ahead(step, season)));
    for (const double error : spread) *quantile++ = out.mean[static_cast<std::size_t>(step)] + widening * error;
  }
}

void register_seasonal_naive(ModelRegistry& registry) {
  register_local_model<SeasonalNaive, SeasonalNaiveOptions>(
      registry, "seasonal_naive", "the last season again, with the spread of its own past errors",
      "Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, 5.2 and 5.5");
}

}  // namespace demandcast
