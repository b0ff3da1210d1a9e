// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/short_season.h"

#include <algorithm>
#include <cmath>

#include "demandcast/models/classical/local/season_pairs.h"

namespace demandcast {
namespace {

constexpr double kSmallestFactor = 1e-2;

// Deviations (or ratios less one) from the line with this slope; empty when a ratio has no line above zero.
std::vector<double> without_line(std::span<const double> y, double slope, bool multiplicative) {
  double sum = 0, count = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (std::isnan(y[t])) continue;
    sum += y[t] - slope * static_cast<double>(t);
    count += 1;
  }
  std::vector<double> z(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double line = sum / count + slope * static_cast<double>(t);
    if (multiplicative && !(line > 0)) return {};
    z[t] = multiplicative ? y[t] / line - 1 : y[t] - line;
  }
  return z;
}

// Means of the phases, centred over those that were seen; a phase that was not is 0.
struct Phases {
  std::vector<double> mean, count;
  double seen = 0;

  Phases(std::span<const double> z, std::size_t m) : mean(m), count(m) {
    for (std::size_t t = 0; t < z.size(); ++t) {
      if (std::isnan(z[t])) continue;
      mean[t % m] += z[t];
      count[t % m] += 1;
    }
    double sum = 0;
    for (std::size_t j = 0; j < m; ++j) {
      if (count[j] == 0) continue;
      sum += mean[j] /= count[j];
      seen += 1;
    }
    for (std::size_t j = 0; j < m; ++j) mean[j] = count[j] > 0 ? mean[j] - sum / seen : 0;
  }

  // tau^2: the variance of the means, less the noise in it and one standard error.
  double signal(double noise) const {
    double second = 0, fourth = 0, of_noise = 0;
    for (std::size_t j = 0; j < mean.size(); ++j) {
      if (count[j] == 0) continue;
      second += mean[j] * mean[j];
      fourth += std::pow(mean[j], 4);
      of_noise += noise / count[j];
    }
    const double variance = second / (seen - 1);
    const double error = std::sqrt(std::max(0.0, fourth / seen - variance * variance) / seen);
    return std::max(0.0, variance - of_noise / seen - error);
  }
};

ShortSeason shrunk(const Phases& phases, double noise, double chance) {
  const double signal = phases.signal(noise);
  ShortSeason found{std::vector<double>(phases.mean.size()), 0};
  for (std::size_t j = 0; signal > 0 && j < found.season.size(); ++j) {
    if (phases.count[j] == 0) continue;
    const double kept = chance * signal / (signal + noise / phases.count[j]);
    found.season[j] = kept * phases.mean[j];
    found.freedom += kept;
  }
  found.freedom *= 1 - 1 / phases.seen;
  return found;
}

double mean_of(std::span<const double> x) {
  double sum = 0;
  for (const double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}

void norm(std::vector<double>& season, bool multiplicative) {
  for (double& s : season) s = multiplicative ? std::max(kSmallestFactor, 1 + s) : s;
  const double mean = mean_of(season);
  for (double& s : season) s = multiplicative ? s / mean : s - mean;
}

}  // namespace

std::optional<ShortSeason> short_season(std::span<const double> y, int season, bool multiplicative) {
  const auto m = static_cast<std::size_t>(season);
  if (season < 2 || y.size() <= m || y.size() >= 2 * m) return std::nullopt;
  const SeasonPairs pairs(y, m);
  if (pairs.size() < kFewestSeasonPairs) return std::nullopt;
  const double chance = pairs.season_chance();
  const std::vector<double> z = without_line(y, pairs.growth() / static_cast<double>(m), multiplicative);
  if (chance == 0 || z.empty()) return std::nullopt;
  ShortSeason found = shrunk(Phases(z, m), SeasonPairs(z, m).noise(), chance);
  if (found.freedom == 0) return std::nullopt;
  norm(found.season, multiplicative);
  return found;
}

}  // namespace demandcast
