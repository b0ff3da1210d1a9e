// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/mstl/mstl.h"

#include <algorithm>
#include <cmath>

#include "demandcast/models/classical/local/short_season.h"
#include "demandcast/models/classical/mstl/stl.h"

namespace demandcast {
namespace {

LoessWindow seasonal_window(std::size_t index) { return {7 + 4 * (static_cast<int>(index) + 1), 0}; }

// Per phase the trace of its smoother, less one for the level that the low-pass filter takes out.
double seasonal_freedom(int n, int season, LoessWindow window) {
  double trace = 0;
  for (int phase = 0; phase < season; ++phase) trace += loess_trace((n - phase - 1) / season + 1, window);
  return trace * (1 - 1.0 / season);
}

// The season that fits once but not twice into what the others leave.
void add_short_season(std::span<const double> y, int season, MstlParts& parts) {
  std::vector<double> rest(y.begin(), y.end());
  for (const std::vector<double>& other : parts.season) {
    for (std::size_t t = 0; t < rest.size(); ++t) rest[t] -= other[t];
  }
  const auto found = short_season(rest, season, false);
  if (!found) return;
  parts.seasons.push_back(season);
  parts.freedom += found->freedom;
  parts.season.emplace_back(rest.size());
  for (std::size_t t = 0; t < rest.size(); ++t) {
    parts.season.back()[t] = found->season[t % static_cast<std::size_t>(season)];
  }
}

}  // namespace

std::vector<double> interpolated(std::span<const double> y) {
  std::vector<double> filled(y.begin(), y.end());
  std::size_t last = y.size();  // last observed period; y.size() = none yet
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (std::isnan(y[t])) continue;
    for (std::size_t i = last == y.size() ? 0 : last + 1; i < t; ++i) {
      const double share = last == y.size() ? 1 : static_cast<double>(i - last) / static_cast<double>(t - last);
      filled[i] = last == y.size() ? y[t] : y[last] + share * (y[t] - y[last]);
    }
    last = t;
  }
  for (std::size_t i = last + 1; last < y.size() && i < y.size(); ++i) filled[i] = y[last];
  return filled;
}

MstlParts mstl(std::span<const double> y, std::vector<int> seasons, int robust_iterations) {
  const int n = static_cast<int>(y.size());
  std::sort(seasons.begin(), seasons.end());
  seasons.erase(std::unique(seasons.begin(), seasons.end()), seasons.end());
  const auto once = std::find_if(seasons.begin(), seasons.end(), [n](int m) { return n > m && n < 2 * m; });
  const int short_one = once == seasons.end() ? 0 : *once;
  std::erase_if(seasons, [n](int m) { return m < 2 || n < 2 * m; });
  MstlParts parts{seasons, std::vector<std::vector<double>>(seasons.size(), std::vector<double>(y.size())), {}, 0};
  std::vector<double> rest = interpolated(y);
  for (int sweep = 0; sweep < (seasons.size() > 1 ? 2 : 1); ++sweep) {
    for (std::size_t i = 0; i < seasons.size(); ++i) {
      for (std::size_t t = 0; t < y.size(); ++t) rest[t] += parts.season[i][t];
      StlOptions options{seasons[i], seasonal_window(i), robust_iterations > 0 ? 2 : 5, robust_iterations};
      StlParts stl_parts = stl(rest, options);
      for (std::size_t t = 0; t < y.size(); ++t) rest[t] -= stl_parts.season[t];
      parts.season[i] = std::move(stl_parts.season);
      parts.trend = std::move(stl_parts.trend);
    }
  }
  for (std::size_t i = 0; i < seasons.size(); ++i) parts.freedom += seasonal_freedom(n, seasons[i], seasonal_window(i));
  if (short_one > 0) add_short_season(y, short_one, parts);
  return parts;
}

}  // namespace demandcast
