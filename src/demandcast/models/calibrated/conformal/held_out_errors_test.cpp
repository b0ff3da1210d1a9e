// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/held_out_errors.h"

#include <gtest/gtest.h>

#include "demandcast/models/calibrated/distribution_engine/past_errors.h"

namespace demandcast {
namespace {

TEST(HeldOutErrors, DoNotKnowTheErrorsOfTheSeriesItself) {
  std::vector<PooledSamples> by_fold(2, PooledSamples(1, 1));
  by_fold[fold_of("a", 2)].add(0, 0, 1.0);
  by_fold[1 - fold_of("a", 2)].add(0, 0, 3.0);
  const HeldOutErrors errors(by_fold, 0);
  EXPECT_EQ(errors.without("a").quantile(0, 0, 0.5), 3);
  EXPECT_EQ(errors.all().quantile(0, 0, 0.5), 2);
}

TEST(HeldOutErrors, OfTheOnlySeriesAreItsOwn) {
  std::vector<PooledSamples> by_fold(3, PooledSamples(1, 1));
  by_fold[fold_of("a", 3)].add(0, 0, 1.0);
  EXPECT_EQ(HeldOutErrors(by_fold, 0).without("a").quantile(0, 0, 0.5), 1);
}

}  // namespace
}  // namespace demandcast
