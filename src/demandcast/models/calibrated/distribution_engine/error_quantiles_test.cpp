// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/error_quantiles.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/distribution_engine/error_form.h"

namespace demandcast {
namespace {

/// 101 errors from -1 to 1 in segment 0 and 11 errors of ten in segment 1, of target 0; target 1 has none.
PooledSamples two_segments() {
  PooledSamples samples(2, 2);
  for (int i = 0; i <= 100; ++i) samples.add(0, 0, i / 50.0 - 1);
  for (int i = 0; i < 11; ++i) samples.add(0, 1, 10);
  return samples;
}

TEST(ErrorQuantiles, AreThoseOfTheSegmentWhereNothingLeansOnThePool) {
  const ErrorQuantiles quantiles(two_segments(), 0);
  EXPECT_NEAR(quantiles.quantile(0, 0, 0.25), -0.5, 1e-6);
  EXPECT_NEAR(quantiles.quantile(0, 0, 0.255), -0.49, 1e-6);  // between the grid's levels
  EXPECT_NEAR(quantiles.quantile(0, 1, 0.1), 10, 1e-6);
}

TEST(ErrorQuantiles, LeanOnThePoolByTheNumberOfErrors) {
  const ErrorQuantiles alone(two_segments(), 0), leaning(two_segments(), 33), pooled(two_segments(), 1e12);
  const double own = alone.quantile(0, 1, 0.5), pool = pooled.quantile(0, 1, 0.5);
  EXPECT_NEAR(pool, 0.11, 1e-5);  // the median of all 112: halfway between order statistics 56 and 57
  EXPECT_NEAR(leaning.quantile(0, 1, 0.5), (11 * own + 33 * pool) / 44, 1e-9);
}

TEST(ErrorQuantiles, ATargetWithoutErrorsTakesThePoolOfTheOneBefore) {
  const ErrorQuantiles quantiles(two_segments(), 0), pooled(two_segments(), 1e12);
  EXPECT_NEAR(quantiles.quantile(1, 0, 0.3), pooled.quantile(0, 0, 0.3), 1e-9);
  EXPECT_EQ(ErrorQuantiles(PooledSamples(1, 1), 50).quantile(0, 0, 0.9), 0);
}

TEST(ErrorQuantiles, RefuseNumbersOfAnotherSize) {
  EXPECT_THROW(ErrorQuantiles(2, 2, std::vector<double>(7)), FormatError);
}

TEST(ErrorForm, LayingAnErrorUponTheForecastGivesTheDemandBack) {
  for (const char* name : {"scaled", "ratio", "log1p"}) {
    for (const double forecast : {0.0, 0.3, 40.0}) {
      const double error = error_of(error_form(name), 7, forecast, 20);
      EXPECT_NEAR(demand_of(error_form(name), error, forecast, 20), 7, 1e-12) << name << " " << forecast;
    }
  }
  EXPECT_DOUBLE_EQ(error_of(ErrorForm::kScaled, 7, 2, 20), 0.25);
  EXPECT_DOUBLE_EQ(error_of(ErrorForm::kRatio, 7, 5, 20), 0.4);
  EXPECT_DOUBLE_EQ(error_of(ErrorForm::kRatio, 7, 1, 20), 3);  // the forecast counts as a tenth of the level
  EXPECT_DOUBLE_EQ(error_of(ErrorForm::kLog1p, 7, 3, 20), std::log(2));
}

}  // namespace
}  // namespace demandcast
