// The estimate against slow references: the errors themselves, a fine search of all parameters, known truth.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/theta_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

using Numbers = std::vector<double>;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

Numbers history(std::uint64_t stream, bool gaps) {
  RandomStream random(5, stream);
  Numbers y;
  for (int t = 0; t < 50; ++t) y.push_back(20 + 0.5 * t + 4 * std::sin(0.4 * t) + 3 * random.normal());
  if (gaps) y[1] = y[2] = y[17] = y[30] = y[31] = y[49] = kGap;
  return y;
}

double squares(const ThetaParameters& parameters, bool dynamic, const Numbers& y) {
  double sum = 0;
  for (const double e : theta_errors(parameters, dynamic, y)) sum += e * e;
  return sum;
}

struct Case {
  bool dynamic, free_theta, gaps;
};

constexpr Case kCases[] = {{false, false, false}, {false, true, false}, {true, false, false},
                           {true, true, false},   {false, true, true},  {true, true, true}};

TEST(ThetaFit, TellsTheSquaresThatItsParametersLeave) {
  for (const auto [dynamic, free_theta, gaps] : kCases) {
    const Numbers y = history(1, gaps);
    const ThetaEstimate found = fit_theta(y, dynamic, free_theta);
    EXPECT_NEAR(found.squared_errors, squares(found.parameters, dynamic, y), 1e-8 * found.squared_errors);
    EXPECT_TRUE(free_theta || found.parameters.theta == 2);
  }
}

TEST(ThetaFit, IsNoWorseThanAFineSearchOfAllParameters) {
  for (const auto [dynamic, free_theta, gaps] : kCases) {
    const Numbers y = history(2, gaps);
    const ThetaEstimate found = fit_theta(y, dynamic, free_theta);
    const double limit = found.squared_errors * (1 + 1e-9);
    for (double alpha = 0.1; alpha <= 0.99; alpha += 0.05) {
      for (double level = -60; level <= 80; level += 5) {
        for (const double theta : {1.0, 1.2, 2.0, 3.0, 6.0, 20.0, 1e6}) {
          const ThetaParameters tried{level, alpha, free_theta ? theta : 2};
          EXPECT_GE(squares(tried, dynamic, y), limit * (1 - 1e-8)) << alpha << " " << level << " " << theta;
        }
      }
    }
  }
}

TEST(ThetaFit, LiesInAValley) {
  for (const auto [dynamic, free_theta, gaps] : kCases) {
    const Numbers y = history(3, gaps);
    const auto [best, least] = fit_theta(y, dynamic, free_theta);
    const auto expect_no_better = [&](const ThetaParameters& near) {
      EXPECT_GE(squares(near, dynamic, y), least * (1 - 1e-10));
    };
    for (const double step : {-1e-3, 1e-3}) {
      expect_no_better({best.level + step, best.alpha, best.theta});
      if (best.alpha > 0.102 && best.alpha < 0.988) expect_no_better({best.level, best.alpha + step, best.theta});
      if (free_theta && best.theta > 1.01) expect_no_better({best.level, best.alpha, best.theta * (1 + step)});
    }
  }
}

TEST(ThetaFit, GetsKnownParametersBack) {
  const ThetaParameters truth{40, 0.35, 4};
  RandomStream random(9, 1);
  ThetaFilter filter(truth, true, Numbers{50});
  Numbers y{50};
  for (int t = 1; t < 4000; ++t) {
    y.push_back(filter.expected() + random.normal());
    filter.advance(y.back());
  }
  const ThetaParameters found = fit_theta(y, true, true).parameters;
  EXPECT_NEAR(found.alpha, truth.alpha, 0.05);
  EXPECT_NEAR(1 / found.theta, 1 / truth.theta, 0.2);
}

TEST(ThetaFit, FitsALineWithoutErrors) {
  Numbers line;
  for (int t = 0; t < 30; ++t) line.push_back(7 + 3 * t);
  EXPECT_LT(fit_theta(line, false, true).squared_errors, 1e-6);
}

}  // namespace
}  // namespace demandcast
