// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_forecast.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using enum EtsComponent;

TEST(EtsForecast, VarianceOfSimpleSmoothingIsTheTextbooks) {
  EtsFit fit;
  fit.weights.alpha = 0.3;
  fit.sigma2 = 4;
  const EtsMoments moments = closed_moments(fit, {50, 0, {}}, 0, 5);
  for (int h = 1; h <= 5; ++h) {
    EXPECT_DOUBLE_EQ(moments.mean[h - 1], 50);
    EXPECT_NEAR(moments.variance[h - 1], 4 * (1 + 0.09 * (h - 1)), 1e-12);  // Hyndman et al. 2008, table 6.2
  }
}

TEST(EtsForecast, DampedTrendSumsPowersOfPhi) {
  EtsFit fit;
  fit.form = {kAdditive, kAdditive, kNone, true};
  fit.weights = {0.3, 0.2, 0, 0.9};
  const std::vector<double> mean = point_forecasts(fit, {10, 2, {}}, 0, 3);
  EXPECT_NEAR(mean[2], 10 + 2 * (0.9 + 0.81 + 0.729), 1e-12);
}

// The two roads to a distribution: closed form and simulation.
TEST(EtsForecast, SimulatedQuartilesMatchTheClosedForm) {
  for (const EtsComponent error : {kAdditive, kMultiplicative}) {
    EtsFit fit;
    fit.form = {error, kAdditive, kAdditive, true};
    fit.season = 3;
    fit.weights = {0.4, 0.3, 0.2, 0.9};
    fit.sigma2 = error == kAdditive ? 9 : 9e-4;
    const EtsStates states{100, 1, {5, -3, -2}};
    const EtsMoments moments = closed_moments(fit, states, 1, 6);
    std::vector<double> quantiles(12);
    RandomStream random(1, 2);
    const std::vector<double> levels{0.25, 0.75};
    simulate_quantiles(fit, states, 1, 6, 40000, levels, random, quantiles);
    for (std::size_t h = 0; h < 6; ++h) {
      const double sd = std::sqrt(moments.variance[h]);
      EXPECT_NEAR(quantiles[2 * h], moments.mean[h] - 0.67449 * sd, 0.04 * sd) << h;
      EXPECT_NEAR(quantiles[2 * h + 1], moments.mean[h] + 0.67449 * sd, 0.04 * sd) << h;
    }
  }
}

}  // namespace
}  // namespace demandcast
