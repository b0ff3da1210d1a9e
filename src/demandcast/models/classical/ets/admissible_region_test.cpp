// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/admissible_region.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace demandcast {
namespace {

// Slow reference: with additive errors of a unit pulse, an inadmissible model's one-step errors grow without end.
bool errors_die_out(double alpha, double beta, double gamma, double phi, int season) {
  double level = 1, growth = 0.3, largest = 0;
  std::vector<double> s(static_cast<std::size_t>(season), 0.0);
  s[0] = 0.5;
  constexpr int kPeriods = 200000;
  for (int t = 0; t < kPeriods; ++t) {
    double& now = s[static_cast<std::size_t>(t % season)];
    const double base = level + phi * growth, error = -(base + now);
    level = base + alpha * error;
    growth = phi * growth + beta * error;
    now += gamma * error;
    if (!std::isfinite(error)) return false;
    if (t > kPeriods - 100) largest = std::fmax(largest, std::abs(error));
  }
  return largest < 10;
}

TEST(AdmissibleRegion, IsWhereErrorsDieOut) {
  for (const double alpha : {0.05, 0.5, 0.95, 1.5}) {
    for (const double beta : {0.0, 0.02, 0.5, 1.2}) {
      for (const double gamma : {0.02, 0.3, 0.9, 1.6}) {
        for (const double phi : {0.85, 0.97}) {
          EXPECT_EQ(is_admissible(alpha, beta, gamma, phi, 4), errors_die_out(alpha, beta, gamma, phi, 4))
              << alpha << " " << beta << " " << gamma << " " << phi;
        }
      }
    }
  }
}

TEST(AdmissibleRegion, WithoutSeasonTheTextbooksBoundsHold) {
  EXPECT_TRUE(is_admissible(1.9, 0, 0, 1, 1));
  EXPECT_FALSE(is_admissible(2.1, 0, 0, 1, 1));
  EXPECT_FALSE(is_admissible(1.0, 2.1, 0, 1, 1));
}

}  // namespace
}  // namespace demandcast
