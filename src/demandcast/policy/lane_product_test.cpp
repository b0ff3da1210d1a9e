// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/lane_product.h"

#include <gmock/gmock.h>

#include <vector>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

template <class Real>
std::vector<Real> drawn(std::size_t count, std::uint64_t key) {
  RandomStream stream(3, key);
  std::vector<Real> values(count);
  for (Real& value : values) value = static_cast<Real>(stream.normal());
  return values;
}

template <class Real>
class LaneProduct : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(LaneProduct, Reals);

TYPED_TEST(LaneProduct, IsTheProductLaneByLaneToTheBit) {
  for (const std::size_t rows : {1, 3, 4, 9}) {
    const std::size_t columns = 5;
    const auto matrix = drawn<TypeParam>(rows * columns, 1), start = drawn<TypeParam>(rows, 2),
               in = drawn<TypeParam>(columns * kLanes, 3);
    std::vector<TypeParam> out(rows * kLanes);
    multiply<TypeParam>({matrix.data(), rows, columns}, start, in.data(), out.data());
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        TypeParam sum = start[r];
        for (std::size_t c = 0; c < columns; ++c) sum += matrix[r * columns + c] * in[c * kLanes + lane];
        ASSERT_EQ(out[r * kLanes + lane], sum) << rows << " " << r << " " << lane;
      }
    }
  }
}

TYPED_TEST(LaneProduct, StartsAtZeroWhereNoStartIsGiven) {
  const auto matrix = drawn<TypeParam>(3, 1), in = drawn<TypeParam>(kLanes, 3);
  std::vector<TypeParam> out(3 * kLanes);
  multiply<TypeParam>({matrix.data(), 3, 1}, {}, in.data(), out.data());
  for (std::size_t r = 0; r < 3; ++r) EXPECT_EQ(out[r * kLanes + 7], matrix[r] * in[7]);
}

TYPED_TEST(LaneProduct, OfGradientsSumsOverPeriodsAndLanesAndAddsToWhatThereIs) {
  const std::size_t periods = 3, stride = 11 * kLanes;
  const auto left = drawn<TypeParam>(periods * stride, 4), right = drawn<TypeParam>(periods * stride, 5);
  for (const std::size_t rows : {1, 6}) {
    for (const std::size_t columns : {1, 2, 7}) {
      std::vector<TypeParam> products(rows * columns, 1), sums(rows, 1);
      add_products<TypeParam>({left.data(), rows, stride}, {right.data(), columns, stride}, periods, products.data());
      add_sums<TypeParam>({left.data(), rows, stride}, periods, sums.data());
      for (std::size_t r = 0; r < rows; ++r) {
        double row_sum = 1;
        for (std::size_t c = 0; c < columns; ++c) {
          double sum = 1;
          row_sum = 1;
          for (std::size_t t = 0; t < periods; ++t) {
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
              const auto a = static_cast<double>(left[t * stride + r * kLanes + lane]);
              sum += a * static_cast<double>(right[t * stride + c * kLanes + lane]);
              row_sum += a;
            }
          }
          EXPECT_NEAR(static_cast<double>(products[r * columns + c]), sum, 1e-4);
        }
        EXPECT_NEAR(static_cast<double>(sums[r]), row_sum, 1e-4);
      }
    }
  }
}

}  // namespace
}  // namespace demandcast
