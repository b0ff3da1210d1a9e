// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/classical_season.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demandcast {
namespace {

std::size_t position(std::int64_t period, std::size_t season) {
  const auto m = static_cast<std::int64_t>(season);
  return static_cast<std::size_t>(((period % m) + m) % m);
}

double mean_of(std::span<const double> x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

/// Mean over a season around y[t]; the two ends of an even season share one weight.
double centred_average(std::span<const double> y, std::size_t t, std::size_t season) {
  const std::size_t half = season / 2;
  double sum = std::accumulate(y.begin() + static_cast<std::ptrdiff_t>(t - half),
                               y.begin() + static_cast<std::ptrdiff_t>(t + half + 1), 0.0);
  if (season % 2 == 0) sum -= (y[t - half] + y[t + half]) / 2;
  return sum / static_cast<double>(season);
}

std::vector<double> factors_of(std::span<const double> y, std::size_t season, bool ratio, std::int64_t first_period) {
  std::vector<double> factors(season), counts(season);
  for (std::size_t t = season / 2; t + season / 2 < y.size(); ++t) {
    const double trend = centred_average(y, t, season);
    const std::size_t place = position(first_period + static_cast<std::int64_t>(t), season);
    factors[place] += ratio ? y[t] / trend : y[t] - trend;
    ++counts[place];
  }
  for (std::size_t i = 0; i < season; ++i) factors[i] /= counts[i];
  const double mean = mean_of(factors);
  for (double& factor : factors) factor = ratio ? factor / mean : factor - mean;
  return factors;
}

}  // namespace

std::vector<double> fill_gaps(std::span<const double> y) {
  std::vector<double> filled(y.begin(), y.end());
  std::size_t last = 0;
  for (std::size_t t = 1; t < filled.size(); ++t) {
    if (std::isnan(y[t])) {
      filled[t] = y[last];
      continue;
    }
    for (std::size_t gap = last + 1; gap < t; ++gap) {
      filled[gap] = std::lerp(y[last], y[t], static_cast<double>(gap - last) / static_cast<double>(t - last));
    }
    last = t;
  }
  return filled;
}

bool has_season(std::span<const double> y, int season) {
  constexpr double kLimit = 1.6448536269514722;  // the standard normal distribution's 0.95 quantile
  const auto m = static_cast<std::size_t>(season);
  if (season < 4 || y.size() < 2 * m) return false;
  const double mean = mean_of(y);
  const auto autocovariance = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t t = lag; t < y.size(); ++t) sum += (y[t] - mean) * (y[t - lag] - mean);
    return sum;
  };
  const double variance = autocovariance(0);
  double squares = 0;
  for (std::size_t lag = 1; lag < m; ++lag) squares += std::pow(autocovariance(lag) / variance, 2);
  const double error = std::sqrt((1 + 2 * squares) / static_cast<double>(y.size()));
  return std::abs(autocovariance(m) / variance) > kLimit * error;
}

double ClassicalSeason::factor(std::int64_t period) const { return factors[position(period, factors.size())]; }

double ClassicalSeason::take_out(double y, std::int64_t period) const {
  if (kind == SeasonKind::kNone) return y;
  return kind == SeasonKind::kAdditive ? y - factor(period) : y / factor(period);
}

double ClassicalSeason::put_back(double level, std::int64_t period) const {
  if (kind == SeasonKind::kNone) return level;
  return kind == SeasonKind::kAdditive ? level + factor(period) : level * factor(period);
}

ClassicalSeason classical_season(std::span<const double> y, int season, SeasonKind kind, std::int64_t first_period) {
  constexpr double kLeastFactor = 0.01;
  const auto m = static_cast<std::size_t>(season);
  if (kind == SeasonKind::kMultiplicative && *std::min_element(y.begin(), y.end()) > 0) {
    std::vector<double> factors = factors_of(y, m, true, first_period);
    if (*std::min_element(factors.begin(), factors.end()) >= kLeastFactor) return {kind, std::move(factors)};
  }
  return {SeasonKind::kAdditive, factors_of(y, m, false, first_period)};
}

}  // namespace demandcast
