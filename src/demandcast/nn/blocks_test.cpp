// Encoders and heads: what they see, what they promise, their gradients.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "demandcast/nn/causal_convolution.h"
#include "demandcast/nn/centred_quantiles.h"
#include "demandcast/nn/gradient_test.h"
#include "demandcast/nn/recurrence.h"

namespace demandcast::nn {
namespace {

/// In double, from a fixed seed.
template <class Module, class... Arguments>
Module in_double(Arguments... arguments) {
  at::manual_seed(3);
  Module module(arguments...);
  module->to(at::kDouble);
  return module;
}

at::Tensor random_inputs(at::IntArrayRef shape) {
  at::manual_seed(4);
  return at::randn(shape, at::kDouble);
}

TEST(CausalConvolution, SeesNothingAfterAPeriodBitByBit) {
  auto convolution = in_double<CausalConvolution>(3, 5, 3);
  const at::Tensor inputs = random_inputs({2, 20, 3});
  at::Tensor changed = inputs.clone();
  changed.narrow(1, 15, 5) += 100;
  Dropout none;
  const at::Tensor before = convolution->forward(inputs, none), after = convolution->forward(changed, none);
  const std::int64_t same = 15 - convolution->reach() + 1;  // outputs at periods 7 .. 14
  EXPECT_TRUE(at::equal(before.narrow(1, 0, same), after.narrow(1, 0, same)));
  EXPECT_FALSE(at::equal(before.select(1, same), after.select(1, same)));
}

TEST(CausalConvolution, SeesItsWholeReachAndNoMore) {
  auto convolution = in_double<CausalConvolution>(1, 6, 3);
  Dropout none;
  const at::Tensor inputs = random_inputs({1, 9, 1});
  const at::Tensor last = convolution->forward(inputs, none).select(1, 1);
  for (std::int64_t t = 0; t < 9; ++t) {
    at::Tensor changed = inputs.clone();
    changed.select(1, t) += 10;
    EXPECT_EQ(at::equal(convolution->forward(changed, none).select(1, 1), last), t == 0) << "period " << t;
  }
}

TEST(CausalConvolution, GivesOneOutputAloneAsItGivesItAmongOthers) {
  auto convolution = in_double<CausalConvolution>(3, 5, 4);
  const at::Tensor inputs = random_inputs({2, 30, 3});
  Dropout none;
  const at::Tensor all = convolution->forward(inputs, none);
  for (std::int64_t t = 0; t < all.size(1); ++t) {
    const at::Tensor alone = convolution->forward(inputs.narrow(1, t, convolution->reach()), none);
    EXPECT_TRUE(at::allclose(alone.select(1, 0), all.select(1, t), 1e-12, 1e-12)) << "output " << t;
  }
}

TEST(CausalConvolution, HasTheGradientsOfCentralDifferences) {
  auto convolution = in_double<CausalConvolution>(2, 4, 2);
  const at::Tensor inputs = random_inputs({2, 7, 2});
  expect_gradients_of_differences(convolution->parameters(), [&] {
    Dropout none;
    return convolution->forward(inputs, none).tanh().sum() * 0.1;
  });
}

TEST(Recurrence, SeesNothingAfterAPeriodAndHasTheGradientsOfCentralDifferences) {
  auto recurrence = in_double<Recurrence>(2, 3);
  const at::Tensor inputs = random_inputs({2, 6, 2});
  at::Tensor changed = inputs.clone();
  changed.select(1, 5) += 100;
  Dropout none;
  const at::Tensor before = recurrence->forward(inputs, 3, none), after = recurrence->forward(changed, 3, none);
  EXPECT_TRUE(at::equal(before.narrow(1, 0, 2), after.narrow(1, 0, 2)));
  EXPECT_FALSE(at::equal(before.select(1, 2), after.select(1, 2)));
  expect_gradients_of_differences(recurrence->parameters(), [&] {
    Dropout no_dropout;
    return recurrence->forward(inputs, 3, no_dropout).tanh().sum() * 0.1;
  });
}

TEST(CentredQuantiles, KeepTheMedianAndRise) {
  const at::Tensor raw = random_inputs({50, 5});
  const at::Tensor z = centred_quantiles(raw, 2);
  EXPECT_TRUE(at::equal(z.select(1, 2), raw.select(1, 2)));
  EXPECT_GT((z.narrow(1, 1, 4) - z.narrow(1, 0, 4)).min().item<double>(), 0);
}

TEST(CentredQuantiles, AreSoftplusesApart) {
  const at::Tensor raw = at::tensor({1.0, 2.0, 7.0, 0.5});
  const at::Tensor z = centred_quantiles(raw, 1);
  const auto softplus = [](double x) { return std::log1p(std::exp(x)); };
  EXPECT_NEAR(z[0].item<double>(), 2 - softplus(-1), 1e-12);
  EXPECT_NEAR(z[2].item<double>(), 2 + softplus(5), 1e-6);
  EXPECT_NEAR(z[3].item<double>(), 2 + softplus(5) + softplus(-1.5), 1e-6);
}

TEST(Moved, LeavesTheBaseWhereNothingMovesAndReachesZero) {
  const at::Tensor base = at::tensor({0.0, 0.4, 3.0});
  EXPECT_TRUE(at::equal(moved(base, at::zeros({3})), base));
  EXPECT_LT(moved(base, at::full({3}, -10.0)).max().item<double>(), -0.2);
  EXPECT_NEAR(moved(base, at::full({3}, 1.0))[2].item<double>(), 3 + 3.25 * std::expm1(1), 1e-5);
}

TEST(Moved, AndCentredQuantilesHaveTheGradientsOfCentralDifferences) {
  const at::Tensor raw = random_inputs({4, 5}).requires_grad_(true);
  const at::Tensor base = at::rand({4, 1}, at::kDouble).requires_grad_(true);
  expect_gradients_of_differences({raw, base}, [&] { return moved(base, centred_quantiles(raw, 2)).sin().sum(); });
}

TEST(Dropout, ZeroesItsShareKeepsTheMeanAndFollowsItsSeed) {
  const at::Tensor ones = at::ones({100'000});
  Dropout first(0.3, 9), again(0.3, 9), other(0.3, 10);
  const at::Tensor dropped = first(ones);
  EXPECT_NEAR((dropped == 0).to(at::kDouble).mean().item<double>(), 0.3, 0.01);
  EXPECT_NEAR(dropped.mean().item<double>(), 1, 0.01);
  EXPECT_TRUE(at::equal(dropped, again(ones)));
  EXPECT_FALSE(at::equal(dropped, other(ones)));
  EXPECT_FALSE(at::equal(dropped, first(ones)));  // the next mask
}

TEST(Dropout, DrawsEachNumberByItself) {
  Dropout dropout(0.25, 9);
  const at::Tensor x = dropout(at::ones({500, 203}));
  const at::Tensor gone = (x == 0).to(at::kDouble);
  EXPECT_TRUE(at::equal(x.max(), at::full({}, 1 / 0.75F)));
  for (const std::int64_t apart : {1, 2, 3, 4, 5, 64}) {  // neighbours of one hash, and of two
    const double both = (gone.narrow(1, 0, 203 - apart) * gone.narrow(1, apart, 203 - apart)).mean().item<double>();
    EXPECT_NEAR(both, 0.0625, 0.004) << apart;
  }
  EXPECT_NEAR((gone.narrow(0, 0, 499) * gone.narrow(0, 1, 499)).mean().item<double>(), 0.0625, 0.004);
  EXPECT_NEAR(gone.mean(0).max().item<double>(), 0.25, 0.09);
}

}  // namespace
}  // namespace demandcast::nn
