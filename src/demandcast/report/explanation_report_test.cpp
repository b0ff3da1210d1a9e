// The page of explanations says what the model told, and nothing where it told nothing.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/explanation_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using testing::HasSubstr;
using testing::Not;

SeriesExplanation told_series() {
  SeriesExplanation series;
  series.page.id = "A<1>";
  series.page.why = "asked for";
  for (int day = 1; day <= 9; ++day) {
    series.dates.push_back("2026-01-0" + std::to_string(day));
    series.page.actuals.push_back(day);
    series.page.states.push_back(CellState::kObserved);
  }
  series.page.dates = series.dates;
  series.page.fans.push_back({"net", series.dates.back(), {"2026-01-10"}, {0.1, 0.5, 0.9}, {7, 8, 9}, {8}});
  return series;
}

ExplanationReport report_of(SeriesExplanation series) { return {"0.1", "demandcast explain", "net", "day", {series}}; }

TEST(ExplanationReport, ShowsFormParametersComponentsRelativesAndAttention) {
  SeriesExplanation series = told_series();
  series.told.form = "launch_analogues";
  series.told.parameters = {{"age", 2}};
  series.told.components = {{"level", std::vector<double>(9, 3.0)}};
  series.told.relatives = {{"B&2", 0.25}};
  series.told.attention = {{"1 ahead", {0, 0, 0, 0.5, 0, 0, 0, 0, 0.25}}};
  const std::string page = render_explanation_report(report_of(series));
  EXPECT_THAT(page, HasSubstr("A&lt;1&gt;"));
  EXPECT_THAT(page, HasSubstr("launch_"));
  EXPECT_THAT(page, HasSubstr("Forecast from what these sold"));
  EXPECT_THAT(page, HasSubstr("B&amp;2"));
  EXPECT_THAT(page, HasSubstr("Where the forecast looks"));
  EXPECT_THAT(page, HasSubstr("<figcaption>level</figcaption>"));
  const std::size_t looks = page.find("<figcaption>Where the forecast looks");
  ASSERT_NE(looks, std::string::npos);
  const std::string attention = page.substr(looks, page.find("</figure>", looks) - looks);
  EXPECT_THAT(attention, HasSubstr("1 ahead</li>"));
  EXPECT_THAT(attention, HasSubstr("2026-01-04</text>"));
  EXPECT_THAT(attention, Not(HasSubstr("2026-01-01</text>"))) << "drawn from the first period that is looked at";
}

TEST(ExplanationReport, ShowsWhyAForecastChangedPartByPart) {
  SeriesExplanation series = told_series();
  ForecastChange change;
  change.then = "2026-01-07";
  change.now = "2026-01-09";
  change.dates = {"2026-01-10", "2026-01-11"};
  change.before.mean = {5, 6};
  change.after.mean = {8, 7};
  change.parts = {{"data", {{4, 2}, {}}, 5, 7}, {"plan", {{-1, -1}, {}}, -2, -2}, {"model", {{0, 0}, {}}, 0, 0}};
  change.since = {"2026-01-08", "2026-01-09"};
  change.expected = {5, 5};
  change.sold = {9, NAN};
  change.plans = {{"price", 3, "2026-01-10", 4, NAN}};
  series.change = change;
  const std::string page = render_explanation_report(report_of(series));
  EXPECT_THAT(page,
              HasSubstr("<b>15</b> are expected now and 11 were with what was known on 2026-01-07: +4, of which +6 "
                        "come from new data, −2 from changed plans and 0 from the model"));
  EXPECT_THAT(page, HasSubstr("1 day since: sold 9, expected 5")) << "of those whose demand is known";
  EXPECT_THAT(page, HasSubstr("the same model"));
  EXPECT_THAT(page, HasSubstr("no plan"));
  EXPECT_THAT(page, HasSubstr("+5 to +7"));
  series.change.reset();
  EXPECT_THAT(render_explanation_report(report_of(series)), Not(HasSubstr("Why it differs")));
}

TEST(ExplanationReport, SaysWhereTheModelTellsNothingAndWhy) {
  SeriesExplanation series = told_series();
  series.reason = "nothing was ever sold";
  const std::string page = render_explanation_report(report_of(series));
  EXPECT_THAT(page, HasSubstr("The model tells nothing of this series."));
  EXPECT_THAT(page, HasSubstr("nothing was ever sold"));
  EXPECT_THAT(page, Not(HasSubstr("Where the forecast looks")));
}

}  // namespace
}  // namespace demandcast
