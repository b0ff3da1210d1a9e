// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_objective.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/models/classical/ets/ets_golden_series.h"
#include "demandcast/models/classical/ets/ets_start.h"

namespace demandcast {
namespace {

using enum EtsComponent;

std::vector<EtsForm> all_forms() {
  std::vector<EtsForm> forms = candidate_forms("ZZZ", "auto", true, 4);
  for (const EtsForm& form : candidate_forms("MMZ", "auto", true, 4)) forms.push_back(form);
  return forms;
}

// d objective / d x = 2 slope / mean of squares, by central differences of value()
TEST(EtsObjective, SlopesAreTheCentralDifferencesOfTheValue) {
  std::vector<double> y = ets_golden_series(30);
  for (double& v : y) v /= 100;
  y[7] = y[8] = y[21] = NAN;
  EtsSeries series = prepare_ets_series(y, 4);
  for (const EtsForm& form : all_forms()) {
    EtsObjective objective(form, series.y, form.has_season() ? 4 : 1);
    const EtsWeights w{0.3, form.has_trend() ? 0.2 : 0, form.has_season() ? 0.15 : 0, form.damped ? 0.9 : 1};
    std::vector<double> x = objective.pack(w, start_states(form, series));
    std::vector<double> gram(x.size() * x.size()), slope(x.size());
    const double value = objective.linearise(x, gram, slope);
    EXPECT_NEAR(value, objective.value(x), 1e-12) << form.name();
    double log_mean = 0;  // the part of the value that is not log of the squares: recovered from its derivative's scale
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double h = 1e-6, middle = x[i];
      x[i] = middle + h;
      const double up = objective.value(x);
      x[i] = middle - h;
      const double numeric = (up - objective.value(x)) / (2 * h);
      x[i] = middle;
      if (i == 0) log_mean = slope[0] / numeric;
      EXPECT_NEAR(slope[i], numeric * log_mean, 1e-5 * (std::abs(slope[i]) + std::abs(log_mean))) << form.name() << i;
    }
    EXPECT_GT(log_mean, 0) << form.name();
  }
}

TEST(EtsObjective, PackingAndReadingAreInverse) {
  const EtsForm form{kMultiplicative, kAdditive, kMultiplicative, true};
  const std::vector<double> y = ets_golden_series(30);
  EtsObjective objective(form, y, 4);
  const EtsWeights w{0.3, 0.2, 0.15, 0.9};
  const EtsStates states{1.5, 0.1, {0.9, 1.2, 1.1, 0.8}};
  const std::vector<double> x = objective.pack(w, states);
  EtsStates back;
  objective.read_states(x, back);
  EXPECT_NEAR(objective.weights(x).beta_star, 0.2, 1e-12);
  EXPECT_NEAR(objective.weights(x).gamma, 0.15, 1e-12);
  EXPECT_NEAR(back.season[3], 0.8, 1e-12);
  EXPECT_EQ(back.growth, 0.1);
}

TEST(EtsObjective, OutsideTheDomainItIsInfinite) {
  const EtsForm form{kMultiplicative, kNone, kMultiplicative, false};
  const std::vector<double> y = ets_golden_series(30);
  EtsObjective objective(form, y, 4);
  const std::vector<double> x = objective.pack({0.3, 0, 0.1, 1}, {100, 0, {2, 2, 2, -2}});
  EXPECT_TRUE(std::isinf(objective.value(x)));
}

}  // namespace
}  // namespace demandcast
