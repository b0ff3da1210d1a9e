// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/season_pairs.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace demandcast {
namespace {

double dot(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Returns the mean that it takes out.
double centre(std::vector<double>& x) {
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  for (double& v : x) v -= mean;
  return mean;
}

// Variance of the correlation of two unrelated series with the autocorrelations of `a` and `b`, `scale` = |a|^2 |b|^2.
double chance_variance(std::span<const double> a, std::span<const double> b, double scale) {
  const std::size_t k = a.size();
  double sum = 1;
  for (std::size_t lag = 1; lag < k; ++lag) {
    const double products = dot(a.subspan(lag), a.first(k - lag)) * dot(b.subspan(lag), b.first(k - lag));
    sum += 2 * (1 - static_cast<double>(lag) / static_cast<double>(k)) * products / scale;
  }
  return std::max(sum, 1.0) / static_cast<double>(k);
}

}  // namespace

SeasonPairs::SeasonPairs(std::span<const double> y, std::size_t season) {
  for (std::size_t t = 0; t + season < y.size(); ++t) {
    if (std::isnan(y[t]) || std::isnan(y[t + season])) continue;
    first_.push_back(y[t]);
    second_.push_back(y[t + season]);
  }
  if (first_.empty()) return;
  const double before = centre(first_);
  growth_ = centre(second_) - before;
}

double SeasonPairs::noise() const {
  double squares = 0;
  for (std::size_t i = 0; i < size(); ++i) squares += std::pow(second_[i] - first_[i], 2);
  return squares / (2 * static_cast<double>(size() - 1));
}

double SeasonPairs::season_chance() const {
  const double scale = dot(first_, first_) * dot(second_, second_);
  const double together = dot(first_, second_);
  if (!(scale > 0 && together > 0)) return 0;
  const double squared = together * together / scale / chance_variance(first_, second_, scale);  // (r / s)^2
  return 1 / (1 + std::exp(-squared / 4) / std::numbers::sqrt2);
}

}  // namespace demandcast
