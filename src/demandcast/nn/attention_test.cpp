// Attention over periods and over earlier forecasts: what it sees, beside slow references, and its gradients.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "demandcast/nn/earlier_attention.h"
#include "demandcast/nn/gradient_test.h"
#include "demandcast/nn/window_attention.h"

namespace demandcast::nn {
namespace {

at::Tensor random_numbers(at::IntArrayRef shape, std::uint64_t seed) {
  at::manual_seed(seed);
  return at::randn(shape, at::kDouble);
}

/// Two rows, three origins with a window of four periods, two targets.
struct Windows {
  Windows() {
    at::manual_seed(3);
    attention = WindowAttention(
        WindowAttentionImpl::Sizes{.state = 3, .position = 2, .heads = 2, .size = 4, .window = 4, .ahead = {1, 2}});
    attention->to(at::kDouble);
  }
  at::Tensor weights() { return attention->forward(states, positions, targets, visible); }
  WindowAttention attention{nullptr};
  at::Tensor states = random_numbers({2, 6, 3}, 1), positions = random_numbers({2, 6, 2}, 2),
             targets = random_numbers({2, 3, 2, 2}, 4), visible = at::ones({2, 6}, at::kBool);
};

TEST(WindowAttention, LooksAtItsWindowAndNowhereElse) {
  Windows of;
  const at::Tensor weights = of.weights();
  EXPECT_TRUE(at::allclose(weights.sum(4), at::ones({2, 2, 3, 2}, at::kDouble)));
  for (std::int64_t m = 0; m < 3; ++m) {
    for (std::int64_t s = 0; s < 6; ++s) {
      const bool inside = s >= m && s <= m + 3;  // origin m is period m + 3
      EXPECT_EQ(weights.select(2, m).select(3, s).gt(0).all().item<bool>(), inside) << "origin " << m << " at " << s;
    }
  }
}

TEST(WindowAttention, SeesNothingAfterItsOriginBitByBit) {
  Windows of, changed;
  changed.states.narrow(1, 4, 2) += 50;
  changed.positions.narrow(1, 4, 2) += 50;
  EXPECT_TRUE(at::equal(of.weights().select(2, 0), changed.weights().select(2, 0)));
  EXPECT_FALSE(at::equal(of.weights().select(2, 1), changed.weights().select(2, 1)));
}

TEST(WindowAttention, LooksAtNothingWhereNothingIsVisible) {
  Windows of;
  of.visible.select(0, 1).zero_();
  const at::Tensor weights = of.weights();
  EXPECT_TRUE(at::equal(weights.select(0, 1).select(3, 6), at::ones({2, 3, 2}, at::kDouble)));
  EXPECT_EQ(attended(weights, of.states).select(0, 1).abs().max().item<double>(), 0);
}

TEST(WindowAttention, PrefersTheLagThatItsBiasNames) {
  Windows of;
  const at::NoGradGuard no_gradient;
  for (auto& parameter : of.attention->named_parameters()) {
    parameter.value().zero_();
    if (parameter.key() == "lags") parameter.value().select(1, 3) += 40;  // three periods before the target
  }
  const at::Tensor weights = of.weights();
  for (std::int64_t m = 0; m < 3; ++m) {
    for (std::int64_t k = 0; k < 2; ++k) {
      EXPECT_NEAR(weights[1][0][m][k][m + 3 + k + 1 - 3].item<double>(), 1, 1e-12) << m << ", " << k;
    }
  }
}

TEST(WindowAttention, MeansAreThoseOfSlowSums) {
  Windows of;
  const at::Tensor weights = of.weights(), means = attended(weights, of.states);
  for (std::int64_t head = 0; head < 2; ++head) {
    double sum = 0;
    for (std::int64_t s = 0; s < 6; ++s) {
      sum += weights[1][head][2][1][s].item<double>() * of.states[1][s][2].item<double>();
    }
    EXPECT_NEAR(means[1][2][1][head * 3 + 2].item<double>(), sum, 1e-12);
  }
}

TEST(WindowAttention, HasTheGradientsOfCentralDifferences) {
  Windows of;
  expect_gradients_of_differences(of.attention->parameters(),
                                  [&] { return attended(of.weights(), of.states).sin().sum() * 0.1; });
}

/// Three targets one, two and three periods ahead, two earlier origins.
const EarlierTargets kEarlier{{1, 2, -1}, {2, -1, -1}};

TEST(EarlierAttention, FindsWhatWasSaidOfTheSameDate) {
  at::Tensor dates = at::empty({1, 4, 3, 1}, at::kDouble);
  for (int m = 0; m < 4; ++m) {
    for (int k = 0; k < 3; ++k) dates[0][m][k][0] = m + k + 1;
  }
  const at::Tensor same = of_earlier(dates, kEarlier);
  const at::Tensor begun = at::tensor({0, 1, 1, 1}, at::kInt).to(at::kBool).view({1, 4});
  const at::Tensor has = has_earlier(begun, kEarlier);
  for (int m = 0; m < 4; ++m) {
    for (int k = 0; k < 3; ++k) {
      for (int j = 1; j <= 2; ++j) {
        const bool there = m - j >= 1 && k + j < 3;
        EXPECT_EQ(has[0][m][k][j - 1].item<bool>(), there) << m << k << j;
        EXPECT_EQ(same[0][m][k][j - 1][0].item<double>(), there || (m - j == 0 && k + j < 3) ? m + k + 1 : 0)
            << m << k << j;
      }
    }
  }
}

TEST(EarlierAttention, SeesNoLaterOriginAndNoOtherDate) {
  at::manual_seed(3);
  EarlierAttention attention(2, 4, kEarlier);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({1, 4, 3, 2}, 1), begun = at::ones({1, 4}, at::kBool);
  const auto of = [&](const at::Tensor& with) { return attention->forward(with, begun).values; };
  at::Tensor later = states.clone(), other = states.clone(), same = states.clone();
  later.select(1, 3) += 9;
  EXPECT_TRUE(at::equal(of(later).narrow(1, 0, 3), of(states).narrow(1, 0, 3)));
  other[0][1][1] += 9;  // of origin 2's first target
  EXPECT_TRUE(at::equal(of(other)[0][2][1], of(states)[0][2][1]));
  EXPECT_FALSE(at::equal(of(other)[0][2][0], of(states)[0][2][0]));
}

TEST(EarlierAttention, HasNothingToLookAtBeforeTheFirstOrigin) {
  at::manual_seed(3);
  EarlierAttention attention(2, 4, kEarlier);
  attention->to(at::kDouble);
  const auto first = attention->forward(random_numbers({1, 4, 3, 2}, 1), at::ones({1, 4}, at::kBool));
  EXPECT_EQ(first.values.select(1, 0).abs().max().item<double>(), 0);
  EXPECT_TRUE(at::equal(first.weights.select(1, 0).select(2, 2), at::ones({1, 3}, at::kDouble)));
}

TEST(EarlierAttention, HasTheGradientsOfCentralDifferences) {
  at::manual_seed(3);
  EarlierAttention attention(2, 4, kEarlier);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({2, 4, 3, 2}, 1), begun = at::ones({2, 4}, at::kBool);
  expect_gradients_of_differences(attention->parameters(), [&] {
    const auto of = attention->forward(states, begun);
    return of.values.sin().sum() + of.weights.square().sum();
  });
}

TEST(FirstTargetAttention, LooksAtTheFirstTargetsOfEarlierOriginsThatCount) {
  at::manual_seed(3);
  FirstTargetAttention attention(2, 4, 2);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({1, 4, 3, 2}, 1);
  at::Tensor counts = at::ones({1, 4}, at::kBool);
  counts[0][1] = false;
  const at::Tensor weights = attention->forward(states, counts);
  EXPECT_TRUE(at::allclose(weights.sum(3), at::ones({1, 4, 3}, at::kDouble)));
  for (int m = 0; m < 4; ++m) {
    for (int j = 1; j <= 2; ++j) {
      EXPECT_EQ(weights[0][m][2][j - 1].item<double>() > 0, m - j >= 0 && m - j != 1) << m << j;
    }
  }
  at::Tensor first = states.clone(), others = states.clone();
  first[0][2][0] += 9;
  others.select(1, 2).narrow(1, 1, 2) += 9;
  EXPECT_FALSE(at::equal(attention->forward(first, counts)[0][3], weights[0][3]));
  EXPECT_TRUE(at::equal(attention->forward(others, counts)[0][3], weights[0][3]));
}

TEST(FirstTargetAttention, HasTheGradientsOfCentralDifferences) {
  at::manual_seed(3);
  FirstTargetAttention attention(2, 4, 2);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({2, 4, 3, 2}, 1), counts = at::ones({2, 4}, at::kBool);
  expect_gradients_of_differences(attention->parameters(),
                                  [&] { return attention->forward(states, counts).square().sum(); });
}

}  // namespace
}  // namespace demandcast::nn
