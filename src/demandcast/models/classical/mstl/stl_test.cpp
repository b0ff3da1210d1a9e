// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/mstl/stl.h"

#include <gtest/gtest.h>

#include "demandcast/models/classical/ets/ets_golden_series.h"

namespace demandcast {
namespace {

struct Golden {
  int season, width, degree, robust, t;
  double seasonal, trend;
};

// tools/oracles/stl_statsmodels.py, statsmodels 0.15
constexpr Golden kGolden[] = {
    {12, 11, 0, 0, 0, -0.864127179, 96.173050505},   {12, 11, 0, 0, 5, 10.792319308, 102.192372054},
    {12, 11, 0, 0, 36, -1.908437597, 128.570256232}, {12, 11, 0, 0, 71, -11.673382529, 150.616035611},
    {12, 7, 1, 0, 0, 1.294009111, 97.741480530},     {12, 7, 1, 0, 5, 8.750698951, 102.902563148},
    {12, 7, 1, 0, 36, -1.912002783, 128.450562055},  {12, 7, 1, 0, 71, -15.888795720, 153.406287633},
    {7, 11, 0, 0, 0, -1.404320204, 116.687783573},   {7, 11, 0, 0, 5, -0.067535114, 106.116131637},
    {7, 11, 0, 0, 36, -1.846335732, 128.320867677},  {7, 11, 0, 0, 71, 2.255660723, 116.934669706},
    {12, 11, 0, 3, 0, -1.545123160, 99.054720364},   {12, 11, 0, 3, 5, 8.456465957, 103.914910767},
    {12, 11, 0, 3, 36, -2.009955653, 127.925502311}, {12, 11, 0, 3, 71, -11.465326072, 149.516331325},
};

TEST(Stl, AgreesWithStatsmodels) {
  for (const Golden& golden : kGolden) {
    const StlOptions options{golden.season, {golden.width, golden.degree}, golden.robust > 0 ? 2 : 5, golden.robust};
    const StlParts parts = stl(ets_golden_series(), options);
    EXPECT_NEAR(parts.season[golden.t], golden.seasonal, 1e-7)
        << golden.season << " " << golden.robust << " " << golden.t;
    EXPECT_NEAR(parts.trend[golden.t], golden.trend, 1e-7) << golden.season << " " << golden.robust << " " << golden.t;
  }
}

}  // namespace
}  // namespace demandcast
