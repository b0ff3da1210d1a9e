// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/demand_traits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace demandcast {
namespace {

constexpr double kIntervalCut = 1.32, kSizeCut = 0.49;
constexpr std::size_t kLeastRecent = 28;

void add_recent(std::span<const double> y, std::size_t periods, DemandTraits& traits) {
  std::size_t observed = 0;
  for (const double value : y.last(std::min(periods, y.size()))) {
    if (std::isnan(value)) continue;
    traits.volume += value;
    ++observed;
  }
  if (observed > 0) traits.velocity = traits.volume / static_cast<double>(observed);
}

void add_pattern(std::span<const double> y, DemandTraits& traits) {
  double observed = 0, sales = 0, sum = 0, squares = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (y[t] > 0 && !traits.since_launch) traits.since_launch = y.size() - 1 - t;
    if (std::isnan(y[t]) || !traits.since_launch) continue;
    ++observed;
    if (y[t] <= 0) continue;
    ++sales;
    sum += y[t];
    squares += y[t] * y[t];
  }
  if (sales == 0) return;
  traits.interval = observed / sales;
  const double mean = sum / sales;
  if (sales > 1) traits.size_variation = std::max(0.0, (squares - sum * mean) / (sales - 1)) / (mean * mean);
}

/// Sums and counts of the observed cells before each time.
struct Prefix {
  std::vector<double> sum{0}, count{0};

  explicit Prefix(std::span<const double> y) {
    for (const double value : y) {
      sum.push_back(sum.back() + (std::isnan(value) ? 0 : value));
      count.push_back(count.back() + (std::isnan(value) ? 0 : 1));
    }
  }
  /// Mean of the observed cells of [from, to), the cells at its ends weighing half where the season is even.
  double mean(std::size_t from, std::size_t to, bool even) const {
    const double inner = even ? 0.5 : 0.0;
    const auto blend = [&](const std::vector<double>& v) {
      return (1 - inner) * (v[to] - v[from]) + inner * (v[to - 1] - v[from + 1]);
    };
    return blend(sum) / blend(count);
  }
};

/// [time] y less its centred moving average over a season; NaN at the ends and in gaps.
std::vector<double> detrended(std::span<const double> y, std::size_t season) {
  const Prefix prefix(y);
  const std::size_t half = season / 2;
  std::vector<double> rest(y.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t t = half; t + half < y.size(); ++t) {
    rest[t] = y[t] - prefix.mean(t - half, t + half + 1, season % 2 == 0);
  }
  return rest;
}

/// Count, sum and sum of squares of numbers.
struct Moments {
  double count = 0, sum = 0, squares = 0;

  void add(double value) {
    ++count;
    sum += value;
    squares += value * value;
  }
  double deviations() const { return count == 0 ? 0 : squares - sum * sum / count; }
};

}  // namespace

std::size_t recent_periods(int season) { return std::max(static_cast<std::size_t>(season), kLeastRecent); }

std::optional<double> seasonal_strength(std::span<const double> y, int season) {
  const auto length = static_cast<std::size_t>(season);
  if (season < 2 || y.size() < 3 * length) return std::nullopt;
  const std::vector<double> rest = detrended(y, length);
  std::vector<Moments> phases(length);
  Moments all;
  for (std::size_t t = 0; t < rest.size(); ++t) {
    if (std::isnan(rest[t])) continue;
    all.add(rest[t]);
    phases[t % length].add(rest[t]);
  }
  double within = 0, means = 0;
  for (const Moments& phase : phases) {
    within += phase.deviations();
    means += phase.count > 0 ? 1 : 0;
  }
  const double scale = all.squares;
  if (all.count <= means || !(all.deviations() > 1e-12 * scale)) return std::nullopt;
  return std::clamp(1 - within / (all.count - means) / (all.deviations() / (all.count - 1)), 0.0, 1.0);
}

DemandTraits demand_traits(std::span<const double> y, int season) {
  DemandTraits traits;
  add_recent(y, recent_periods(season), traits);
  add_pattern(y, traits);
  traits.seasonal_strength = seasonal_strength(y, season);
  return traits;
}

std::string_view demand_class(const DemandTraits& traits) {
  if (!traits.since_launch) return "no sales";
  const bool steady = traits.size_variation < kSizeCut;
  if (traits.interval < kIntervalCut) return steady ? "smooth" : "erratic";
  return steady ? "intermittent" : "lumpy";
}

}  // namespace demandcast
