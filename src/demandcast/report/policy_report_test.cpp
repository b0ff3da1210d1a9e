// The page of a policy that learnt.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/policy_report.h"

#include <gtest/gtest.h>

#include "demandcast/report/number_text.h"

namespace demandcast {
namespace {

bool says(const std::string& page, const std::string& text) { return page.find(text) != std::string::npos; }

PolicyReport report() {
  PolicyReport report;
  report.model = "ets";
  report.first = "2024-01-01";
  report.validated_from = "2024-03-01";
  report.last = "2024-04-01";
  report.period_word = "week";
  report.currency = "EUR";
  report.trained_series = 2;
  report.steps = {0, 25, 50};
  report.training = {3, 2.5, 2.2};
  report.validation = {3, 2.6, 2.4};
  report.myopic_cost = 3;
  report.learned_cost = 2.4;
  report.orders = {{"a<b>", "2024-04-01", 7, {0, 5, 10}, {9, 5, 0}, {8, 5, 0}, {10, 5, 0}}};
  report.certainty = {0.5, 1, 2};
  report.correction = {-0.2, 0, 0.1};
  report.series = {{"shop9", 10, 9}, {"shop30", 10, 30}, {"same", 4, 4}};
  return report;
}

TEST(PolicyReport, TellsWhatWasSavedAndThatItsOwnPeriodsChose) {
  const std::string page = render_policy_report(report());
  EXPECT_TRUE(says(page, percent_text(0.2) + " less"));
  EXPECT_TRUE(says(page, "so that the figure flatters"));
  EXPECT_TRUE(says(page, "a&lt;b&gt;"));
  EXPECT_FALSE(says(page, "nan"));
}

TEST(PolicyReport, NamesTheSeriesWithTheGreatestDifferenceFirst) {
  const std::string page = render_policy_report(report());
  EXPECT_LT(page.find("shop30"), page.find("shop9"));
  EXPECT_TRUE(says(page, "Cheaper for 1 series, dearer for 1"));
}

TEST(PolicyReport, IsTheSameForEqualValues) {
  EXPECT_TRUE(render_policy_report(report()) == render_policy_report(report()));
}

}  // namespace
}  // namespace demandcast
