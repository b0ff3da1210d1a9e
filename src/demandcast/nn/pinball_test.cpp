// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/pinball.h"

#include <cmath>
#include <limits>

#include "demandcast/nn/gradient_test.h"

namespace demandcast::nn {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

TEST(Pinball, IsTheWeightedMeanOfItsDefinitionOverKnownCells) {
  const std::vector<double> actual{4, kUnknown, 0, 2.5}, weights{1, 5, 2, 0.5}, levels{0.1, 0.5, 0.9};
  const at::Tensor forecast = at::arange(12, at::kDouble).view({4, 3}) * 0.7 - 1;
  double sum = 0, weight = 0;
  for (int cell : {0, 2, 3}) {
    weight += weights[cell];
    for (int q = 0; q < 3; ++q) {
      const double error = actual[cell] - forecast[cell][q].item<double>();
      sum += weights[cell] * std::fmax(levels[q] * error, (levels[q] - 1) * error);
    }
  }
  const at::Tensor loss = pinball(at::tensor(actual), forecast, at::tensor(levels), at::tensor(weights));
  EXPECT_NEAR(loss.item<double>(), sum / weight / 3, 1e-14);
}

TEST(Pinball, HasTheGradientOfCentralDifferences) {
  const at::Tensor forecast = (at::arange(12, at::kDouble).view({4, 3}) * 0.7 - 1).requires_grad_(true);
  const at::Tensor actual = at::tensor({4.0, kUnknown, 0.0, 2.5}), weights = at::tensor({1.0, 5.0, 2.0, 0.5});
  expect_gradients_of_differences(
      {forecast}, [&] { return pinball(actual, forecast, at::tensor({0.1, 0.5, 0.9}), weights).pow(2); });
}

TEST(Pinball, IsZeroWithoutGradientWhereNothingIsKnown) {
  const at::Tensor forecast = at::ones({2, 1}, at::kDouble).requires_grad_(true);
  const at::Tensor loss =
      pinball(at::full({2}, kUnknown, at::kDouble), forecast, at::tensor({0.5}), at::ones({2}, at::kDouble));
  loss.backward();
  EXPECT_EQ(loss.item<double>(), 0);
  EXPECT_EQ(forecast.grad().abs().max().item<double>(), 0);
}

TEST(OverScatter, DividesByTheDistanceBetweenTheSecondLevelsFromEitherEndAndPassesNoGradient) {
  const at::Tensor quantiles =
      at::tensor({0.0, 1.0, 2.0, 3.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0}, at::kDouble).view({2, 5}).requires_grad_(true);
  const at::Tensor weights = over_scatter(at::tensor({4.0, 4.0}), quantiles);
  EXPECT_FALSE(weights.requires_grad());
  const double least = 4 / weights[1].item<double>();  // a cell that is sure to be zero
  EXPECT_GT(least, 0);
  EXPECT_NEAR(weights[0].item<double>(), 4 / (2 + least), 1e-12);
}

}  // namespace
}  // namespace demandcast::nn
