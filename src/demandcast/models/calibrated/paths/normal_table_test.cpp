// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/normal_table.h"

#include <gtest/gtest.h>

#include "demandcast/core/normal_quantile.h"

namespace demandcast {
namespace {

TEST(NormalTable, IsTheNormalQuantile) {
  const NormalTable& normal = NormalTable::get();
  for (std::uint32_t word = 0; word < 0xFFF00000U; word += 0x000FEDCBU) {
    const double exact = normal_quantile((static_cast<double>(word) + 0.5) / 4294967296.0);
    ASSERT_NEAR(static_cast<double>(normal(word)), exact, 2e-4) << word;
  }
  EXPECT_NEAR(static_cast<double>(normal(0xFFFFFFFFU)), -static_cast<double>(normal(0)), 1e-4);
}

}  // namespace
}  // namespace demandcast
