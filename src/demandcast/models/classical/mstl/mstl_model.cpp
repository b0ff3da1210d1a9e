// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/mstl/mstl_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/classical/ets/ets_model.h"
#include "demandcast/models/classical/mstl/mstl.h"

namespace demandcast {
namespace {

EtsModel rest_model() { return EtsModel({.model = "ZZN", .damped = "auto", .season = 1, .criterion = "aicc"}); }

std::vector<int> parse_seasons(const std::string& text) {
  std::vector<int> seasons;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    int season = 0;
    const auto [stop, error] = std::from_chars(at, end, season);
    if (error != std::errc() || season < 2 || (stop != end && *stop != ',')) {
      throw ConfigError(fmt::format(
          "[mstl] seasons \"{}\": wanted whole numbers of at least 2, separated by commas, as in \"7,365\"", text));
    }
    seasons.push_back(season);
    at = stop == end ? end : stop + 1;
  }
  return seasons;
}

// The series without its seasons; cells that were not observed stay so.
LocalSeries without_seasons(const LocalSeries& series, const MstlParts& parts) {
  LocalSeries rest = series;
  rest.season = 1;
  for (const std::vector<double>& season : parts.season) {
    for (std::size_t t = 0; t < rest.y.size(); ++t) rest.y[t] -= season[t];
  }
  return rest;
}

double repeated_season(const MstlParts& parts, std::size_t n, std::size_t step) {
  double sum = 0;
  for (std::size_t i = 0; i < parts.seasons.size(); ++i) {
    const auto m = static_cast<std::size_t>(parts.seasons[i]);
    sum += parts.season[i][n - m + step % m];
  }
  return sum;
}

// Errors of the rest are smaller than errors of a forecast, for the seasons took their part of the noise along: the
// usual correction of a variance by the degrees of freedom of the smooth.
double spread_factor(const MstlParts& parts, const std::vector<double>& y) {
  const auto n = static_cast<double>(std::count_if(y.begin(), y.end(), [](double v) { return !std::isnan(v); }));
  const double freedom = std::min(parts.freedom, 0.6 * n);
  return std::sqrt(n / (n - freedom));
}

}  // namespace

MstlModel::MstlModel(const MstlOptions& options)
    : seasons_(parse_seasons(options.seasons)), robust_iterations_(static_cast<int>(options.robust_iterations)) {}

std::vector<int> MstlModel::seasons_of(const LocalSeries& series) const {
  return seasons_.empty() ? std::vector<int>{series.season} : seasons_;
}

LocalFit MstlModel::fit(const LocalSeries& series) const {
  const auto observed = std::count_if(series.y.begin(), series.y.end(), [](double v) { return !std::isnan(v); });
  if (observed == 0) return {{}, FallbackReason::kTooShort};
  const MstlParts parts = mstl(series.y, seasons_of(series), robust_iterations_);
  return rest_model().fit(without_seasons(series, parts));
}

bool MstlModel::could_have_learnt(const std::vector<double>& numbers) const {
  return rest_model().could_have_learnt(numbers);
}

void MstlModel::forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                         LocalForecast& out) const {
  const MstlParts parts = mstl(series.y, seasons_of(series), robust_iterations_);
  rest_model().forecast(fit, without_seasons(series, parts), horizon, random, out);
  const double spread = spread_factor(parts, series.y);
  const std::size_t levels = horizon.levels.size();
  for (std::size_t h = 0; h < out.mean.size(); ++h) {
    const double season = repeated_season(parts, series.y.size(), h);
    for (std::size_t q = 0; q < levels; ++q) {
      double& value = out.quantiles[h * levels + q];
      value = out.mean[h] + spread * (value - out.mean[h]) + season;
    }
    out.mean[h] += season;
  }
}

Explanation MstlModel::explain(const LocalFit& fit, const LocalSeries& series) const {
  const MstlParts parts = mstl(series.y, seasons_of(series), robust_iterations_);
  const LocalSeries rest = without_seasons(series, parts);
  Explanation told = rest_model().explain(fit, rest);
  told.form = "MSTL + " + told.form;
  told.components.clear();
  std::vector<double> remainder = rest.y;
  for (std::size_t t = 0; !parts.trend.empty() && t < remainder.size(); ++t) remainder[t] -= parts.trend[t];
  if (!parts.trend.empty()) told.components.push_back({"trend", parts.trend});
  for (std::size_t i = 0; i < parts.seasons.size(); ++i) {
    told.components.push_back({fmt::format("season {}", parts.seasons[i]), parts.season[i]});
  }
  told.components.push_back({"remainder", std::move(remainder)});
  return told;
}

}  // namespace demandcast
