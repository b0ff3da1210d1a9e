// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/fallback_counts.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

TEST(FallbackCounts, CountAPairOfSeriesAndCutoffOnceHoweverManyStepsItHas) {
  constexpr auto kNone = FallbackReason::kNone, kShort = FallbackReason::kTooShort, kZero = FallbackReason::kAllZero;
  ForecastTable table;
  table.ids = {"a", "b"};
  table.models = {"ets", "theta"};
  table.series = {0, 0, 0, 0, 1, 1, 1, 1};
  table.model = {0, 0, 0, 0, 0, 0, 1, 1};
  table.cutoff = {5, 5, 7, 7, 7, 7, 7, 7};
  table.period = {6, 7, 8, 9, 8, 9, 8, 9};
  table.reason = {kShort, kShort, kShort, kShort, kZero, kZero, kNone, kNone};
  const FallbackCounts wanted = {{"ets", {{"all_zero", 1}, {"too_short", 2}}}};
  EXPECT_EQ(count_fallbacks(table), wanted);
}

}  // namespace
}  // namespace demandcast
