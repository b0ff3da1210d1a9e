// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace demandcast {
namespace {

struct Moments {
  double mean, variance;
};

Moments moments_of(const std::function<double()>& draw, int count = 200000) {
  double sum = 0, squares = 0;
  for (int i = 0; i < count; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  const double mean = sum / count;
  return {mean, squares / count - mean * mean};
}

TEST(RandomStream, IsPhiloxOfTheReferenceImplementation) {
  // Known answers of Random123 (kat_vectors): counter and key all zero.
  RandomStream stream(0, 0);
  EXPECT_EQ(stream.next(), 0x6627e8d5u);
  EXPECT_EQ(stream.next(), 0xe169c58du);
  EXPECT_EQ(stream.next(), 0xbc57ac4cu);
  EXPECT_EQ(stream.next(), 0x9b00dbd8u);
}

TEST(RandomStream, RepeatsWithTheSameSeedAndDiffersByKey) {
  RandomStream a(7, 1), again(7, 1), other(7, 2);
  const auto first = a.next();
  EXPECT_EQ(first, again.next());
  EXPECT_NE(first, other.next());
}

TEST(RandomStream, HasTheMomentsOfItsDistributions) {
  RandomStream s(1, 1);
  const auto normal = moments_of([&] { return s.normal(); });
  EXPECT_NEAR(normal.mean, 0, 0.01);
  EXPECT_NEAR(normal.variance, 1, 0.02);
  for (double shape : {0.3, 2.5}) {
    const auto gamma = moments_of([&] { return s.gamma(shape); });
    EXPECT_NEAR(gamma.mean, shape, 0.02 * std::max(1.0, shape));
    EXPECT_NEAR(gamma.variance, shape, 0.05 * std::max(1.0, shape));
  }
  for (double mean : {0.2, 4.0, 10.0, 55.0}) {
    const auto poisson = moments_of([&] { return static_cast<double>(s.poisson(mean)); });
    EXPECT_NEAR(poisson.mean, mean, 0.02 * std::max(1.0, mean));
    EXPECT_NEAR(poisson.variance, mean, 0.03 * std::max(1.0, mean));
  }
  const auto negative_binomial = moments_of([&] { return static_cast<double>(s.negative_binomial(6, 0.5)); });
  EXPECT_NEAR(negative_binomial.mean, 6, 0.1);
  EXPECT_NEAR(negative_binomial.variance, 6 + 0.5 * 36, 0.7);
}

}  // namespace
}  // namespace demandcast
