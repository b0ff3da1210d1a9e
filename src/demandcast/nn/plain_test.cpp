// Loops of forecasts beside slow ones and beside the modules that they repeat.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/core/random.h"
#include "demandcast/nn/causal_convolution.h"
#include "demandcast/nn/plain_convolution.h"
#include "demandcast/nn/plain_exponentials.h"
#include "demandcast/nn/plain_product.h"

namespace demandcast::nn {
namespace {

OwnRows random_rows(std::int64_t count, std::int64_t width, std::uint64_t seed) {
  OwnRows rows(count, width);
  RandomStream random(seed, 1);
  for (std::int64_t i = 0; i < count * width; ++i) {
    rows.numbers[static_cast<std::size_t>(i)] = static_cast<float>(random.uniform() - 0.5);
  }
  return rows;
}

TEST(AddProduct, AddsWhatAThreefoldLoopAdds) {
  for (std::int64_t rows = 0; rows <= 20; ++rows) {
    for (const std::int64_t columns : {8, 16, 24, 40}) {
      const OwnRows from = random_rows(rows, 5, 1), matrix = random_rows(5, columns, 2);
      OwnRows to = random_rows(rows, columns, 3);
      const OwnRows before = random_rows(rows, columns, 3);
      add_product(from.all(), matrix.all(), columns, to.all());
      for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c) {
          double sum = before.all().row(r)[c];
          for (std::int64_t i = 0; i < 5; ++i) sum += double{from.all().row(r)[i]} * matrix.all().row(i)[c];
          EXPECT_NEAR(to.all().row(r)[c], sum, 1e-6) << rows << " rows, " << columns << " columns";
        }
      }
    }
  }
}

TEST(AddProduct, GivesARowTheSameBitsAmongAnyOthers) {
  const OwnRows from = random_rows(20, 7, 1), matrix = random_rows(7, 24, 2);
  OwnRows all = random_rows(20, 24, 3);
  add_product(from.all(), matrix.all(), 24, all.all());
  for (std::int64_t r = 0; r < 20; ++r) {
    OwnRows alone = random_rows(20, 24, 3);
    add_product(from.all().from(r, 1), matrix.all(), 24, alone.all().from(r, 1));
    for (std::int64_t c = 0; c < 24; ++c) EXPECT_EQ(alone.all().row(r)[c], all.all().row(r)[c]);
  }
}

TEST(Relu, KeepsWhatIsAboveZero) {
  const OwnRows from = random_rows(3, 16, 1), before = random_rows(3, 16, 2);
  OwnRows to = random_rows(3, 16, 2), sum = random_rows(3, 16, 2);
  relu(from.all(), 16, to.all());
  add_relu(from.all(), 16, sum.all());
  for (std::size_t i = 0; i < 48; ++i) {
    EXPECT_EQ(to.numbers[i], std::max(0.0F, from.numbers[i]));
    EXPECT_EQ(sum.numbers[i], before.numbers[i] + std::max(0.0F, from.numbers[i]));
  }
}

TEST(Exponentials, AreThoseOfTheStandardLibraryAndTheirSum) {
  constexpr std::int64_t kCount = 80'000;
  std::vector<float> scores;
  for (std::int64_t i = 0; i < kCount; ++i) scores.push_back(3 - 0.001F * static_cast<float>(i));  // 3 .. -77
  std::vector<float> shares = scores;
  const double sum = exponentials(shares.data(), kCount, highest_of(shares.data(), kCount, 0));
  double expected = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const double exact = std::exp(double{scores[i]} - 3);
    expected += exact;
    EXPECT_NEAR(shares[i] / exact, 1, 1e-6) << scores[i];
  }
  EXPECT_NEAR(sum / expected, 1, 1e-5);
}

TEST(Exponentials, OfWhatIsNeverLookedAtAreZero) {
  std::vector<float> scores(8, -std::numeric_limits<float>::infinity());
  EXPECT_EQ(highest_of(scores.data(), 8, 0), 0);
  EXPECT_EQ(exponentials(scores.data(), 8, 0), 0);
  for (const float share : scores) EXPECT_EQ(share, 0);
}

TEST(PlainConvolution, HasTheStatesOfTheModule) {
  at::manual_seed(3);
  struct Holder : torch::nn::Module {
    CausalConvolution convolution = register_module("convolution", CausalConvolution(5, 16, 3));
  } holder;
  Dropout none;
  const at::NoGradGuard no_gradient;
  for (const std::int64_t time : {8, 9, 21}) {  // one output is made by another way
    for (const std::int64_t constants : {0, 2}) {
      at::Tensor inputs = at::randn({1, time, 5});
      inputs.narrow(2, 5 - constants, constants) = at::full({1}, 0.7F);
      const PlainConvolution plain(PlainWeights(holder), "convolution", constants);
      const std::vector<float> constant(static_cast<std::size_t>(constants), 0.7F);
      const OwnRows states =
          plain.states({inputs.data_ptr<float>(), time, 5}, {constant.data(), 1, std::ssize(constant)});
      const at::Tensor expected = holder.convolution->forward(inputs, none)[0];
      ASSERT_EQ(states.rows, expected.size(0));
      for (std::int64_t t = 0; t < states.rows; ++t) {
        for (std::int64_t c = 0; c < 16; ++c) {
          EXPECT_NEAR(states.all().row(t)[c], expected[t][c].item<float>(), 1e-5) << time << " periods";
        }
      }
    }
  }
}

TEST(PlainWeights, KnowsNoNameThatTheModuleHasNot) {
  const torch::nn::Linear layer(2, 3);
  EXPECT_THROW(PlainWeights(*layer).numbers("somewhere.bias"), std::out_of_range);
}

}  // namespace
}  // namespace demandcast::nn
