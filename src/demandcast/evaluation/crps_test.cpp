// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "demandcast/core/random.h"
#include "demandcast/evaluation/metrics.h"

namespace demandcast {
namespace {

double normal_below(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

/// Of the standard normal distribution, by bisection.
double normal_quantile(double level) {
  double low = -10, high = 10;
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (normal_below(middle) < level ? low : high) = middle;
  }
  return low;
}

std::vector<double> even_levels(int count) {
  std::vector<double> levels;
  for (int i = 1; i <= count; ++i) levels.push_back(i / (count + 1.0));
  return levels;
}

double crps(const std::vector<double>& levels, const std::vector<double>& quantiles,
            const std::vector<double>& truths) {
  ScoredTable table;
  table.forecasts.levels = levels;
  table.forecasts.ids = {"A"};
  table.forecasts.models = {"M"};
  std::vector<std::size_t> rows;
  for (const double truth : truths) {
    rows.push_back(rows.size());
    table.forecasts.series.push_back(0);
    table.forecasts.model.push_back(0);
    table.forecasts.cutoff.push_back(0);
    table.forecasts.period.push_back(static_cast<Period>(rows.size()));
    table.forecasts.mean.push_back(0);
    table.forecasts.quantiles.insert(table.forecasts.quantiles.end(), quantiles.begin(), quantiles.end());
    table.forecasts.reason.push_back(FallbackReason::kNone);
    table.actual.push_back(truth);
  }
  table.mase_scale = table.rmsse_scale = std::vector<double>(rows.size(), 1.0);
  return compute_metrics(table, rows).crps;
}

std::vector<double> normal_quantiles(const std::vector<double>& levels, double deviation = 1) {
  std::vector<double> quantiles;
  for (const double level : levels) quantiles.push_back(deviation * normal_quantile(level));
  return quantiles;
}

TEST(Crps, OfAFineGridIsTheClosedFormOfTheNormalDistribution) {
  // Gneiting & Raftery 2007, equation 21: z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi).
  const std::vector<double> levels = even_levels(1999), quantiles = normal_quantiles(levels);
  for (const double z : {-2.5, -0.3, 0.0, 1.0, 3.0}) {
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double closed = z * (2 * normal_below(z) - 1) + 2 * density - 1 / std::sqrt(std::numbers::pi);
    EXPECT_NEAR(crps(levels, quantiles, {z}), closed, 1e-3) << "z " << z;
  }
}

TEST(Crps, OfAFineGridIsTheSumOverCountsForPoissonDemand) {
  // CRPS = sum over k of (F(k) - 1{y <= k})^2.
  const double mean = 2.3, y = 4;
  std::vector<double> below;
  double probability = std::exp(-mean), total = 0;
  for (int k = 0; k < 60; ++k) {
    total += probability;
    below.push_back(total);
    probability *= mean / (k + 1);
  }
  double closed = 0;
  for (std::size_t k = 0; k < below.size(); ++k)
    closed += std::pow(below[k] - (static_cast<double>(k) >= y ? 1 : 0), 2);
  const std::vector<double> levels = even_levels(4999);
  std::vector<double> quantiles;
  for (const double level : levels) {
    double k = 0;
    while (below[static_cast<std::size_t>(k)] < level) ++k;
    quantiles.push_back(k);
  }
  EXPECT_NEAR(crps(levels, quantiles, {y}), closed, 2e-3);
}

TEST(Crps, IsOnAverageLeastForTheTrueDistribution) {
  RandomStream stream(11, 0);
  std::vector<double> truths(20000);
  for (double& truth : truths) truth = stream.normal();
  const std::vector<double> levels = even_levels(199);
  const double honest = crps(levels, normal_quantiles(levels), truths);
  EXPECT_NEAR(honest, 1 / std::sqrt(std::numbers::pi), 0.01);
  for (const double deviation : {0.7, 1.4})
    EXPECT_GT(crps(levels, normal_quantiles(levels, deviation), truths), honest);
}

TEST(Crps, OfNineDecilesIsFivePercentTooLarge) {
  RandomStream stream(12, 0);
  std::vector<double> truths(20000);
  for (double& truth : truths) truth = stream.normal();
  const std::vector<double> deciles = even_levels(9), fine = even_levels(999);
  const double share = crps(deciles, normal_quantiles(deciles), truths) / crps(fine, normal_quantiles(fine), truths);
  EXPECT_NEAR(share, 1.047, 0.01);
}

}  // namespace
}  // namespace demandcast
