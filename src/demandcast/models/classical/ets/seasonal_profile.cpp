// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/seasonal_profile.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr int kSweeps = 3;
constexpr double kSmallestFactor = 1e-2;

// Ratios or differences, so that the rest of the file is the same for both.
double without(double y, double part, bool multiplicative) { return multiplicative ? y / part : y - part; }

double line_at(std::span<const double> z, std::size_t low, std::size_t high, std::size_t at) {
  double n = 0, x1 = 0, x2 = 0, y1 = 0, xy = 0;
  for (std::size_t t = low; t < high; ++t) {
    if (std::isnan(z[t])) continue;
    const double x = static_cast<double>(t) - static_cast<double>(at);
    n += 1;
    x1 += x;
    x2 += x * x;
    y1 += z[t];
    xy += x * z[t];
  }
  const double det = n * x2 - x1 * x1;
  if (n == 0) return NAN;
  return det > 1e-9 * n * n ? (x2 * y1 - x1 * xy) / det : y1 / n;
}

void running_lines(std::span<const double> z, std::size_t half, std::vector<double>& trend) {
  double last = 0;
  for (std::size_t t = 0; t < z.size(); ++t) {
    const double value = line_at(z, t > half ? t - half : 0, std::min(z.size(), t + half + 1), t);
    last = trend[t] = std::isnan(value) ? last : value;
  }
}

struct PhaseMeans {
  std::vector<double> mean, count;
  double within = 0;  // variance around the means
};

PhaseMeans phase_means(std::span<const double> z, std::size_t m) {
  PhaseMeans phases{std::vector<double>(m), std::vector<double>(m)};
  double squares = 0, total = 0;
  for (std::size_t t = 0; t < z.size(); ++t) {
    if (std::isnan(z[t])) continue;
    phases.mean[t % m] += z[t];
    phases.count[t % m] += 1;
    squares += z[t] * z[t];
    total += 1;
  }
  for (std::size_t j = 0; j < m; ++j) {
    if (phases.count[j] == 0) continue;
    phases.mean[j] /= phases.count[j];
    squares -= phases.mean[j] * phases.mean[j] * phases.count[j];
  }
  phases.within = std::max(squares, 0.0) / std::max(1.0, total - static_cast<double>(m));
  return phases;
}

// Centres the means and keeps the share of each that is not noise.
SeasonalProfile centred(const PhaseMeans& phases, bool shrink) {
  const std::size_t m = phases.mean.size();
  double middle = 0, noise = 0, seen = 0;
  for (std::size_t j = 0; j < m; ++j) {
    if (phases.count[j] == 0) continue;
    middle += phases.mean[j];
    noise += phases.within / phases.count[j];
    seen += 1;
  }
  middle /= seen;
  double between = 0;
  for (std::size_t j = 0; j < m; ++j) between += phases.count[j] > 0 ? std::pow(phases.mean[j] - middle, 2) : 0;
  const double signal = std::max(0.0, between / std::max(1.0, seen - 1) - noise / seen);
  SeasonalProfile profile{std::vector<double>(m), 0};
  for (std::size_t j = 0; j < m; ++j) {
    if (phases.count[j] == 0) continue;
    const double total = signal + phases.within / phases.count[j];
    const double kept = !shrink ? 1 : total > 0 ? signal / total : 0;
    profile.season[j] = kept * (phases.mean[j] - middle);
    profile.freedom += kept;
  }
  profile.freedom *= 1 - 1 / seen;  // the centring
  return profile;
}

void make_factors(std::vector<double>& season) {
  double sum = 0;
  for (double& s : season) sum += s = std::max(kSmallestFactor, 1 + s);
  for (double& s : season) s *= static_cast<double>(season.size()) / sum;
}

void centre(std::vector<double>& season) {
  double sum = 0;
  for (const double s : season) sum += s;
  for (double& s : season) s -= sum / static_cast<double>(season.size());
}

}  // namespace

SeasonalProfile seasonal_profile(std::span<const double> y, int season, bool multiplicative, bool shrink) {
  const auto m = static_cast<std::size_t>(season);
  std::vector<double> trend(y.size()), z(y.size());
  SeasonalProfile profile{std::vector<double>(m, multiplicative ? 1.0 : 0.0), 0};
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t t = 0; t < y.size(); ++t) z[t] = without(y[t], profile.season[t % m], multiplicative);
    running_lines(z, std::max<std::size_t>(m / 2, 2), trend);
    for (std::size_t t = 0; t < y.size(); ++t) {
      z[t] = without(y[t], multiplicative ? std::max(trend[t], 1e-6) : trend[t], multiplicative);
    }
    profile = centred(phase_means(z, m), shrink && sweep + 1 == kSweeps);
    multiplicative ? make_factors(profile.season) : centre(profile.season);
  }
  return profile;
}

}  // namespace demandcast
