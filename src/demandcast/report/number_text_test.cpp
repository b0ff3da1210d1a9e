// Figures, names and verdicts as texts.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/number_text.h"

#include <gtest/gtest.h>

#include <limits>

#include "demandcast/report/difference_words.h"
#include "demandcast/report/html.h"

namespace demandcast {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

TEST(NumberText, ShowsWhatIsNotANumberAsADash) {
  for (const std::string& text : {decimal_text(kUnknown, 2), percent_text(kUnknown), signed_percent_text(1.0 / 0.0),
                                  units_text(kUnknown), seconds_text(kUnknown)}) {
    EXPECT_EQ(text, "–");
  }
}

TEST(NumberText, HasNoSignAtZero) {
  EXPECT_EQ(decimal_text(-0.0004, 3), "0.000");
  EXPECT_EQ(signed_percent_text(0.0004), "0.0\u00A0%");
  EXPECT_EQ(signed_percent_text(-0.02), "−2.0\u00A0%");
  EXPECT_EQ(signed_percent_text(0.02), "+2.0\u00A0%");
}

TEST(NumberText, RoundsUnitsToAboutThreeFigures) {
  EXPECT_EQ(units_text(0.4249), "0.42");
  EXPECT_EQ(units_text(12.34), "12.3");
  EXPECT_EQ(units_text(7), "7");
  EXPECT_EQ(units_text(1234567.8), "1\u202F234\u202F568");
}

TEST(NumberText, SaysTimeInItsUnits) {
  EXPECT_EQ(seconds_text(0.044), "0.04\u00A0s");
  EXPECT_EQ(seconds_text(185), "3\u00A0min 05\u00A0s");
  EXPECT_EQ(seconds_text(7620), "2\u00A0h 07\u00A0min");
}

TEST(NumberText, ShortensBetweenCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "ab…");
  EXPECT_EQ(shortened("öäüß", 3), "öä…");
}

TEST(Html, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(html::escape("a\xE9z"), "a\xEF\xBF\xBDz");               // Latin-1
  EXPECT_EQ(html::escape("\xC0\xAF").find('/'), std::string::npos);  // an overlong slash
  EXPECT_EQ(html::escape("Käse 漢 😀"), "Käse 漢 😀");
  EXPECT_EQ(html::escape(std::string_view("\0", 1)), "\xEF\xBF\xBD");
}

TEST(Differences, AreToldInWords) {
  EXPECT_EQ(difference_words({"a", "b", -0.1, -0.12, -0.08, true}), "clearly better");
  EXPECT_EQ(difference_words({"a", "b", 0.1, 0.08, 0.12, true}), "clearly worse");
  EXPECT_EQ(difference_words({"a", "b", -0.1, -0.3, 0.1, false}), "not told apart from noise");
}

TEST(Differences, SaveLossWhereTheyArePositive) {
  const ModelDifference difference{"a", "b", -0.1, -0.12, -0.08, true};
  EXPECT_NE(value_added_html(&difference).find("+10.0\u00A0%</b> <span class=\"nb\">(+8.0\u00A0% to +12.0\u00A0%)"),
            std::string::npos)
      << value_added_html(&difference);
}

TEST(NumberText, OfABandNamesThePercentOnce) {
  EXPECT_EQ(percent_band_text(0.7321, 0.861), "73.2 to 86.1\u00A0%");
  EXPECT_EQ(percent_band_text(std::numeric_limits<double>::quiet_NaN(), 0.861), "");
}

}  // namespace
}  // namespace demandcast
