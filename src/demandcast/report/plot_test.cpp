// Scales, ticks and lines of charts.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/plot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/report/line_chart.h"
#include "demandcast/report/row_chart.h"

namespace demandcast::svg {
namespace {

using ::testing::DoubleNear;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pointwise;

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

TEST(Plot, TicksAreRoundAndInside) {
  EXPECT_THAT(round_ticks(0, 103, 5), Pointwise(DoubleNear(1e-12), {0.0, 20.0, 40.0, 60.0, 80.0, 100.0}));
  EXPECT_THAT(round_ticks(-0.031, 0.012, 4), Pointwise(DoubleNear(1e-12), {-0.03, -0.02, -0.01, 0.0, 0.01}));
  EXPECT_THAT(round_ticks(5, 5, 4), Pointwise(DoubleNear(1e-12), {5.0}));
}

TEST(Plot, ScalesHaveTwoEndsWhateverTheValues) {
  for (const auto& [low, high] :
       {std::pair{0.0, 0.0}, {3.0, 3.0}, {-2.0, -2.0}, {kUnknown, kUnknown}, {1.0 / 0.0, -1.0 / 0.0}}) {
    const Scale scale = scale_over(low, high, 0, 100);
    EXPECT_LT(scale.low, scale.high);
    EXPECT_TRUE(std::isfinite(scale((scale.low + scale.high) / 2)));
  }
  EXPECT_DOUBLE_EQ(scale_over(0, 10, 200, 100)(2.5), 175);
}

TEST(Plot, LabelsThatWouldTouchAreThinnedEvenly) {
  std::vector<Tick> ticks;
  for (int step = 1; step <= 28; ++step) ticks.push_back({50 + 13.0 * step, std::to_string(step)});
  const std::string labels = foot_labels({}, ticks, "");
  for (int step = 1; step <= 28; ++step) {
    EXPECT_EQ(labels.find(">" + std::to_string(step) + "</text>") != std::string::npos, step % 2 == 1) << step;
  }
}

TEST(Plot, LinesBreakWhereNothingIsKnown) {
  EXPECT_EQ(line({0, 1, 2, 3, 4}, {5, 6, kUnknown, 7, 8.5}, "class=\"a\""),
            "<path class=\"a\" d=\"M0 5L1 6M3 7L4 8.5\"/>\n");
  EXPECT_EQ(line({0, 1}, {kUnknown, kUnknown}, "class=\"a\""), "");
}

TEST(Plot, BandsGoForthAboveAndBackBelow) {
  EXPECT_EQ(band({0, 1, 2}, {1, 2, kUnknown}, {3, 4, 5}, "class=\"b\""),
            "<path class=\"b\" d=\"M0 3L1 4L1 2L0 1Z\"/>\n");
}

TEST(Plot, ChartsOfNothingHoldNoNumbersThatAreNone) {
  for (const std::string& chart :
       {line_chart({}), bar_chart("", {}), dot_chart({}),
        line_chart({"", "", {0}, {"1"}, {{"m", "m0", {kUnknown}}}, true, false, false, {0.8}}),
        bar_chart("", {{"m", kUnknown, kUnknown, kUnknown, "even", ""}}),
        dot_chart({"", {{"g", {{"m", "m0", kUnknown}}}}, true, false, {}})}) {
    EXPECT_THAT(chart, HasSubstr("<svg"));
    EXPECT_THAT(chart, Not(HasSubstr("nan")));
    EXPECT_THAT(chart, Not(HasSubstr("inf")));
  }
}

TEST(Plot, BarsReachFromZeroToTheirValue) {
  const std::string chart =
      bar_chart("", {{"a", 0.5, kUnknown, kUnknown, "good", ""}, {"b", -0.5, kUnknown, kUnknown, "bad", ""}});
  EXPECT_THAT(chart, HasSubstr("class=\"bar good\" x=\"220\""));  // zero is in the middle of 14 .. 426
  EXPECT_THAT(chart, HasSubstr("class=\"bar bad\" x=\"36.07\""));
}

}  // namespace
}  // namespace demandcast::svg
