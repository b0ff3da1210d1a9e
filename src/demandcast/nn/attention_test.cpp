// Attention over periods and over earlier forecasts: what it sees, beside slow references, and its gradients.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "demandcast/nn/earlier_attention.h"
#include "demandcast/nn/gradient_test.h"
#include "demandcast/nn/means_by_likeness.h"
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
  WindowAttentionImpl::Attended run() { return attention->forward(states, positions, targets, visible, numbers); }
  at::Tensor weights() { return run().weights; }
  WindowAttention attention{nullptr};
  at::Tensor states = random_numbers({2, 6, 3}, 1), positions = random_numbers({2, 6, 2}, 2),
             targets = random_numbers({2, 3, 2, 2}, 4), visible = at::ones({2, 6}, at::kBool),
             numbers = random_numbers({2, 7, 3}, 5);
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
  const WindowAttentionImpl::Attended found = of.run();
  EXPECT_TRUE(at::equal(found.weights.select(0, 1).select(3, 6), at::ones({2, 3, 2}, at::kDouble)));
  EXPECT_TRUE(at::equal(found.means[1][2][1][0], of.numbers[1][6]));
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
  const WindowAttentionImpl::Attended found = of.run();
  for (std::int64_t head = 0; head < 2; ++head) {
    double sum = 0;
    for (std::int64_t s = 0; s < 7; ++s) {
      sum += found.weights[1][head][2][1][s].item<double>() * of.numbers[1][s][2].item<double>();
    }
    EXPECT_NEAR(found.means[1][2][1][head][2].item<double>(), sum, 1e-12);
  }
}

TEST(WindowAttention, HasTheGradientsOfCentralDifferences) {
  Windows of;
  std::vector<at::Tensor> parameters = of.attention->parameters();
  parameters.push_back(of.numbers.requires_grad_());
  parameters.push_back(of.states.requires_grad_());
  expect_gradients_of_differences(parameters, [&] { return of.run().means.sin().sum() * 0.1; });
}

/// Rows of several parts: 2,000 queries of 100 places are more than is worked on at once.
TEST(MeansByLikeness, IsAttentionOfAllRowsAtOnce) {
  const std::vector<at::Tensor> given{random_numbers({3, 2, 1000, 4}, 1), random_numbers({3, 2, 4, 100}, 2),
                                      random_numbers({2, 1000, 100}, 3), random_numbers({3, 100, 5}, 4)};
  at::Tensor hidden = random_numbers({3, 100}, 6).gt(1);
  const auto with_gradients = [&](auto means) {
    std::vector<at::Tensor> leaves;
    for (const at::Tensor& x : given) leaves.push_back(x.clone().requires_grad_());
    const at::Tensor of = means(leaves[0], leaves[1], leaves[2], leaves[3]);
    of.sin().sum().backward();
    std::vector<at::Tensor> all{of};
    for (const at::Tensor& leaf : leaves) all.push_back(leaf.grad());
    return all;
  };
  const auto parts = with_gradients([&](const auto& query, const auto& key, const auto& bias, const auto& numbers) {
    return means_of(query, key, bias, hidden, numbers).means;
  });
  const auto whole = with_gradients([&](const auto& query, const auto& key, const auto& bias, const auto& numbers) {
    const at::Tensor scores = at::matmul(query, key) + bias;
    const at::Tensor seen = scores.masked_fill(hidden.view({3, 1, 1, 100}), -1e300);
    return at::matmul(at::softmax(seen, 3), numbers.unsqueeze(1));
  });
  for (std::size_t i = 0; i < parts.size(); ++i) EXPECT_TRUE(at::allclose(parts[i], whole[i], 1e-10, 1e-12)) << i;
}

/// Three targets one, two and three periods ahead, two earlier origins.
const EarlierPlaces kEarlier{{1, 2, -1}, {2, -1, -1}};

TEST(BandedAttention, FindsWhatWasSaidOfTheSameDate) {
  at::Tensor dates = at::empty({1, 4, 3, 1}, at::kDouble);
  for (int m = 0; m < 4; ++m) {
    for (int k = 0; k < 3; ++k) dates[0][m][k][0] = m + k + 1;
  }
  const at::Tensor alike = at::zeros({1, 4, 3, 2}, at::kDouble), even = at::zeros({2}, at::kDouble);
  const at::Tensor begun = at::tensor({0, 1, 1, 1}, at::kInt).to(at::kBool).view({1, 4});
  const Banded of = banded_attention(alike, alike, dates, even, begun, kEarlier);
  for (int m = 0; m < 4; ++m) {
    for (int k = 0; k < 3; ++k) {
      int seen = 0;
      for (int j = 1; j <= 2; ++j) {
        const bool there = m - j >= 1 && k + j < 3;
        seen += there ? 1 : 0;
        EXPECT_EQ(of.weights[0][m][k][j - 1].item<double>() > 0, there) << m << k << j;
      }
      EXPECT_NEAR(of.values[0][m][k][0].item<double>(), (m + k + 1) * seen / (seen + 1.0), 1e-12) << m << k;
    }
  }
}

TEST(BandedAttention, OnePassIsTheChainOfOperationsAndSoAreItsGradients) {
  const at::Tensor counts = at::tensor({1, 0, 1, 1, 1, 1, 1, 0}, at::kInt).to(at::kBool).view({2, 4});
  const std::vector<at::Tensor> given{random_numbers({2, 4, 3, 5}, 1), random_numbers({2, 4, 3, 12}, 2),
                                      random_numbers({2}, 4)};
  const auto run = [&](auto attention) {
    std::vector<at::Tensor> leaves;
    for (const at::Tensor& x : given) leaves.push_back(x.clone().requires_grad_());
    const at::Tensor key = leaves[1].narrow(3, 0, 5), value = leaves[1].narrow(3, 5, 7);  // parts of one tensor
    const Banded of = attention(leaves[0], key, value, leaves[2], counts, kEarlier);
    (of.values.sin().sum() + of.weights.square().sum()).backward();
    std::vector<at::Tensor> all{of.values, of.weights};
    for (const at::Tensor& leaf : leaves) all.push_back(leaf.grad());
    return all;
  };
  const auto fast = run(banded_attention), slow = run(banded_attention_by_operations);
  for (std::size_t i = 0; i < fast.size(); ++i) EXPECT_TRUE(at::allclose(fast[i], slow[i], 1e-10, 1e-12)) << i;
}

TEST(EarlierAttention, SeesNoLaterOriginAndNoOtherDate) {
  at::manual_seed(3);
  EarlierAttention attention(2, 4, kEarlier);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({1, 4, 3, 2}, 1), begun = at::ones({1, 4}, at::kBool);
  const auto of = [&](const at::Tensor& with) { return attention->forward(with, with.select(3, 0), begun).values; };
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
  const auto first = attention->forward(random_numbers({1, 4, 3, 2}, 1), at::ones({1, 4, 3}, at::kDouble),
                                        at::ones({1, 4}, at::kBool));
  EXPECT_EQ(first.values.select(1, 0).abs().max().item<double>(), 0);
  EXPECT_TRUE(at::equal(first.weights.select(1, 0).select(2, 2), at::ones({1, 3}, at::kDouble)));
}

TEST(EarlierAttention, HasTheGradientsOfCentralDifferences) {
  at::manual_seed(3);
  EarlierAttention attention(2, 4, kEarlier);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({2, 4, 3, 2}, 1), begun = at::ones({2, 4}, at::kBool);
  expect_gradients_of_differences(attention->parameters(), [&] {
    const auto of = attention->forward(states, states.select(3, 1), begun);
    return of.values.sin().sum() + of.mean.cos().sum() + of.weights.square().sum();
  });
}

TEST(FirstTargetAttention, LooksAtTheFirstTargetsOfEarlierOriginsThatCount) {
  at::manual_seed(3);
  FirstTargetAttention attention(2, 4, 3, 2);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({1, 4, 3, 2}, 1);
  at::Tensor counts = at::ones({1, 4}, at::kBool);
  counts[0][1] = false;
  const at::Tensor outcomes = random_numbers({1, 4, 2}, 2);
  const auto of = [&](const at::Tensor& with) { return attention->forward(with, outcomes, counts).weights; };
  const at::Tensor weights = of(states);
  EXPECT_TRUE(at::allclose(weights.sum(3), at::ones({1, 4, 3}, at::kDouble)));
  for (int m = 0; m < 4; ++m) {
    for (int j = 1; j <= 2; ++j) {
      EXPECT_EQ(weights[0][m][2][j - 1].item<double>() > 0, m - j >= 0 && m - j != 1) << m << j;
    }
  }
  at::Tensor first = states.clone(), others = states.clone();
  first[0][2][0] += 9;
  others.select(1, 2).narrow(1, 1, 2) += 9;
  EXPECT_FALSE(at::equal(of(first)[0][3], weights[0][3]));
  EXPECT_TRUE(at::equal(of(others)[0][3], weights[0][3]));
}

TEST(FirstTargetAttention, HasTheGradientsOfCentralDifferences) {
  at::manual_seed(3);
  FirstTargetAttention attention(2, 4, 3, 2);
  attention->to(at::kDouble);
  const at::Tensor states = random_numbers({2, 4, 3, 2}, 1), counts = at::ones({2, 4}, at::kBool);
  const at::Tensor outcomes = random_numbers({2, 4, 2}, 2);
  expect_gradients_of_differences(attention->parameters(),
                                  [&] { return attention->forward(states, outcomes, counts).values.sin().sum(); });
}

}  // namespace
}  // namespace demandcast::nn
