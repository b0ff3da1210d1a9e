// SPDX-License-Identifier: Apache-2.0
#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/training/adamw.h"
#include "demandcast/training/learning_rate.h"
#include "demandcast/training/weight_average.h"

namespace demandcast::training {
namespace {

at::Tensor parameter(const std::vector<double>& values) { return at::tensor(values).requires_grad_(true); }

void set_gradient(const at::Tensor& parameter, double value) {
  parameter.mutable_grad() = at::full_like(parameter, value, parameter.options().requires_grad(false));
}

TEST(AdamW, MakesTheStepsOfItsDefinition) {
  const at::Tensor weight = parameter({1.5}).detach().view({1, 1}).requires_grad_(true);
  AdamW optimiser({weight}, {.weight_decay = 0.1, .clip = 100});
  double w = 1.5, m = 0, v = 0;
  for (int t = 1; t <= 5; ++t) {
    const double g = std::sin(t), rate = 0.01 * t;
    set_gradient(weight, g);
    optimiser.step(rate);
    m = 0.9 * m + 0.1 * g;
    v = 0.98 * v + 0.02 * g * g;
    w -= rate * 0.1 * w;
    w -= rate * m / (1 - std::pow(0.9, t)) / (std::sqrt(v / (1 - std::pow(0.98, t))) + 1e-8);
    EXPECT_NEAR(weight.item<double>(), w, 1e-12) << "step " << t;
  }
}

TEST(AdamW, CutsLongGradientsToOneLengthForAllParameters) {
  const at::Tensor a = parameter({0, 0}), b = parameter({0});
  AdamW optimiser({a, b}, {.clip = 1});
  set_gradient(a, 30);
  set_gradient(b, 40);
  EXPECT_NEAR(optimiser.step(0.1), std::sqrt(2 * 900.0 + 1600), 1e-9);
  EXPECT_NEAR(optimiser.first_moments()[1].item<double>(), 0.1 * 40 / std::sqrt(3400.0), 1e-9);
}

TEST(AdamW, ChangesNothingWhereAGradientIsNotFinite) {
  const at::Tensor weight = parameter({2});
  AdamW optimiser({weight}, {});
  set_gradient(weight, std::numeric_limits<double>::quiet_NaN());
  EXPECT_FALSE(std::isfinite(optimiser.step(0.1)));
  EXPECT_EQ(weight.item<double>(), 2);
  EXPECT_EQ(optimiser.updates(), 0);
}

TEST(AdamW, FindsTheMinimumOfAParabola) {
  const at::Tensor weight = parameter({5, -3});
  AdamW optimiser({weight}, {});
  for (int t = 0; t < 600; ++t) {
    (weight - at::tensor({1.0, 2.0})).square().sum().backward();
    optimiser.step(learning_rate(t, 600, 0.1));
  }
  EXPECT_NEAR(weight[0].item<double>(), 1, 1e-3);
  EXPECT_NEAR(weight[1].item<double>(), 2, 1e-3);
}

TEST(AdamW, GoesOnFromWhatItKeptAsIfItHadNotStopped) {
  const at::Tensor weight = parameter({5, -3}), again = parameter({5, -3});
  AdamW through({weight}, {}), stopped({again}, {});
  const auto update = [](AdamW& optimiser, const at::Tensor& w) {
    (w * w * w).sum().backward();
    optimiser.step(0.05);
  };
  for (int t = 0; t < 3; ++t) update(through, weight);
  for (int t = 0; t < 2; ++t) update(stopped, again);
  AdamW resumed({again}, {});
  resumed.restore(stopped.updates(), stopped.first_moments(), stopped.second_moments());
  update(resumed, again);
  EXPECT_TRUE(at::equal(weight, again));
}

TEST(LearningRate, RisesForATenthAndFallsToNothing) {
  EXPECT_DOUBLE_EQ(learning_rate(0, 100, 1), 0.1);
  EXPECT_DOUBLE_EQ(learning_rate(9, 100, 1), 1);
  EXPECT_NEAR(learning_rate(55, 100, 1), 0.5, 1e-12);
  EXPECT_LT(learning_rate(99, 100, 1), 1e-3);
  EXPECT_DOUBLE_EQ(learning_rate(0, 1, 1), 1);
}

TEST(WeightAverage, MovesALittleTowardsTheNewestWeights) {
  const at::Tensor weight = parameter({1});
  WeightAverage average({weight});
  average.take();
  {
    const at::NoGradGuard no_gradient;
    weight.fill_(2);
  }
  average.take();
  average.give();
  EXPECT_NEAR(weight.item<double>(), 1.01, 1e-12);
}

}  // namespace
}  // namespace demandcast::training
