// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/seasonal_repeat.h"

#include <cmath>
#include <limits>

namespace demandcast {
namespace {

constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::vector<double> repeat_season(std::span<const double> y, int season, int steps) {
  const auto period = static_cast<std::size_t>(season);
  std::vector<double> last(period, kNever);
  double newest = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (std::isnan(y[t])) continue;
    newest = last[t % period] = y[t];
  }
  std::vector<double> forecast(static_cast<std::size_t>(steps));
  for (std::size_t step = 0; step < forecast.size(); ++step) {
    const double value = last[(y.size() + step) % period];
    forecast[step] = std::isnan(value) ? newest : value;
  }
  return forecast;
}

std::vector<double> season_errors(std::span<const double> y, int season) {
  const auto period = static_cast<std::size_t>(season);
  std::vector<double> last(period, kNever), errors;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (std::isnan(y[t])) continue;
    double& value = last[t % period];
    if (!std::isnan(value)) errors.push_back(y[t] - value);
    value = y[t];
  }
  return errors;
}

std::size_t seasons_ahead(int step, int season) { return static_cast<std::size_t>(step / season) + 1; }

}  // namespace demandcast
