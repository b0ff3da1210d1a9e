// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/simulation_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/report/scatter_chart.h"

namespace demandcast {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SimulationReport sample() {
  SimulationReport report;
  report.library_version = "0.1.0";
  report.command_line = "demandcast simulate";
  report.currency = "EUR";
  report.period_word = "week";
  report.dates = {"2024-01-07", "2024-01-14"};
  report.rows = {{"a<b", "cover", 900, 500, 300, 100, 0, 0.9, 12, 0, 0, true, {400, 500}},
                 {"a<b", "newsvendor", 600, 350, 200, 50, 0, 0.93, 8, 300, 40, false, {250, 350}},
                 {"ets", "cover", 1000, 600, 300, 100, 0, 0.91, 14, 0, 0, true, {450, 550}},
                 {"ets", "newsvendor", 980, 600, 280, 100, 0, 0.92, 13, 20, 60, false, {470, 510}}};
  report.series = {{"P<1", 400, 500, 100, 280, 28, 0.8, 3}, {"P2", 200, 400, 150, 50, 5, 0.97, 5}};
  report.series_count = 2;
  report.counted = 4;
  return report;
}

TEST(SimulationReport, SaysInWordsWhatCostsLeastAndWhetherThatIsChance) {
  const std::string html = render_simulation_report(sample());
  EXPECT_THAT(html,
              HasSubstr("<b>newsvendor</b> with forecasts of <b>a&lt;b</b> cost least: 600\u00A0EUR over 2 weeks."));
  EXPECT_THAT(html, HasSubstr("clearly more than chance"));
  EXPECT_THAT(html, HasSubstr("93.0\u00A0% of demand at once"));
  SimulationReport unclear = sample();
  unclear.rows[1].saves_error = 200;
  EXPECT_THAT(render_simulation_report(unclear), HasSubstr("chance between series may explain"));
}

TEST(SimulationReport, NamesTheReferenceAndTellsApartWhatIsClear) {
  const std::string html = render_simulation_report(sample());
  EXPECT_THAT(html, HasSubstr("reference"));
  EXPECT_THAT(html, HasSubstr("not told apart"));
  EXPECT_THAT(html, HasSubstr("cheaper"));
}

TEST(SimulationReport, ShowsTheDearestSeriesWithTheirShare) {
  const std::string html = render_simulation_report(sample());
  EXPECT_THAT(html, HasSubstr("P&lt;1"));
  EXPECT_THAT(html, HasSubstr("66.7\u00A0%"));
}

TEST(SimulationReport, DrawsTheCourseOfTheDearestProducts) {
  SimulationReport report = sample();
  report.courses = {{"P<1", {5, 7}, {6, 0}, {std::nan(""), 3}, {std::nan(""), 1}}};
  const std::string html = render_simulation_report(report);
  EXPECT_THAT(html, HasSubstr("week by week"));
  EXPECT_THAT(html, HasSubstr("Stock of P&lt;1"));
  EXPECT_THAT(html, Not(HasSubstr("nan")));
  EXPECT_THAT(render_simulation_report(sample()), Not(HasSubstr("week by week")));
}

TEST(SimulationReport, IsSoundWithoutCurrencySeriesOrSavings) {
  SimulationReport report = sample();
  report.currency.clear();
  report.series.clear();
  report.rows.resize(1);
  const std::string html = render_simulation_report(report);
  EXPECT_THAT(html, HasSubstr("<b>cover</b>"));
  for (const char* text : {"<script", "a<b", "http:", ">nan", "\"nan"}) EXPECT_THAT(html, Not(HasSubstr(text)));
}

TEST(ScatterChart, PutsMoreServiceHigherAndMoreStockFurtherRight) {
  const svg::ScatterChart chart{"Stock", "units", "share", {{"low", "m0", 5, 0.8}, {"high", "m1", 10, 0.95}}};
  const std::string drawing = svg::scatter_chart(chart);
  EXPECT_THAT(drawing, HasSubstr("low: 5"));
  EXPECT_LT(drawing.find("low: 5"), drawing.find("high: 10"));
  EXPECT_THAT(drawing, Not(HasSubstr("nan")));
  const svg::ScatterChart single{"Stock", "units", "share", {{"one", "m0", 5, 0.8}, {"none", "m1", std::nan(""), 0.9}}};
  EXPECT_THAT(svg::scatter_chart(single), Not(HasSubstr("none")));
}

}  // namespace
}  // namespace demandcast
