// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/surprise_correlation.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demandcast {
namespace {

using Values = std::vector<double>;

constexpr std::size_t kShortest = 16;  ///< complete periods
constexpr double kNothing = 1e-9;      ///< of a variance

double dot(const Values& a, const Values& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void subtract(Values& from, double factor, const Values& what) {
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= factor * what[i];
}

void centre(Values& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  for (double& v : values) v -= sum / static_cast<double>(values.size());
}

/// NaN where one of the two does not vary.
double correlation(Values a, Values b) {
  centre(a);
  centre(b);
  const double spread = dot(a, a) * dot(b, b);
  return spread > 0 ? dot(a, b) / std::sqrt(spread) : std::nan("");
}

/// Demand and column of complete periods, and what was known of both before.
struct Sample {
  Values demand, column;
  std::array<Values, 4> past;
};

Sample sample_of(const Values& demand, const Values& column, std::size_t season) {
  Sample sample;
  for (std::size_t t = season; t < demand.size(); ++t) {
    const std::array<double, 4> past{demand[t - 1], column[t - 1], demand[t - season], column[t - season]};
    if (std::isnan(demand[t]) || std::isnan(column[t])) continue;
    if (std::ranges::any_of(past, [](double v) { return std::isnan(v); })) continue;
    sample.demand.push_back(demand[t]);
    sample.column.push_back(column[t]);
    for (std::size_t i = 0; i < past.size(); ++i) sample.past[i].push_back(past[i]);
  }
  return sample;
}

/// Leaves of demand and column what their past does not tell, by Gram and Schmidt.
void free_of_past(Sample& sample) {
  centre(sample.demand);
  centre(sample.column);
  for (std::size_t i = 0; i < sample.past.size(); ++i) {
    Values& direction = sample.past[i];
    centre(direction);
    const double whole = dot(direction, direction);
    for (std::size_t j = 0; j < i; ++j) {
      const double length = dot(sample.past[j], sample.past[j]);
      if (length > 0) subtract(direction, dot(direction, sample.past[j]) / length, sample.past[j]);
    }
    const double length = dot(direction, direction);
    if (!(length > kNothing * whole)) {
      std::ranges::fill(direction, 0.0);
      continue;
    }
    subtract(sample.demand, dot(sample.demand, direction) / length, direction);
    subtract(sample.column, dot(sample.column, direction) / length, direction);
  }
}

/// Correlation over the half of the periods in which the column surprises least.
double calm_correlation(const Sample& rest) {
  Values sizes;
  for (const double v : rest.column) sizes.push_back(std::abs(v));
  const auto middle = sizes.begin() + std::ssize(sizes) / 2;
  std::nth_element(sizes.begin(), middle, sizes.end());
  Values demand, column;
  for (std::size_t i = 0; i < rest.column.size(); ++i) {
    if (std::abs(rest.column[i]) > *middle) continue;
    demand.push_back(rest.demand[i]);
    column.push_back(rest.column[i]);
  }
  return correlation(std::move(demand), std::move(column));
}

}  // namespace

std::optional<SurpriseCorrelation> surprise_correlation(const Values& demand, const Values& column,
                                                        std::size_t season) {
  Sample sample = sample_of(demand, column, season);
  if (sample.demand.size() < kShortest) return {};
  SurpriseCorrelation found;
  found.plain = correlation(sample.demand, sample.column);
  if (std::isnan(found.plain)) return {};
  centre(sample.column);
  const double spread = dot(sample.column, sample.column);
  free_of_past(sample);
  const double left = dot(sample.column, sample.column);
  found.told_by_past = 1 - left / spread;
  found.surprises = correlation(sample.demand, sample.column);
  if (!(left > kNothing * spread) || std::isnan(found.surprises)) return {};
  found.calm = calm_correlation(sample);
  return found;
}

}  // namespace demandcast
