// Reports of made-up backtests: whole, well formed, escaped, without figures that are not there.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/report/report_sample.h"

namespace demandcast {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// The first place where tags do not nest; empty when they all do. Every element of a report is closed, as in XML.
std::string fault_of_nesting(const std::string& html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return "a tag that does not end";
    const std::string tag = html.substr(at + 1, end - at - 1);
    if (tag.starts_with("!DOCTYPE") || tag.ends_with('/')) continue;
    if (!tag.starts_with('/')) {
      open.push_back(tag.substr(0, tag.find(' ')));
    } else if (open.empty() || open.back() != tag.substr(1)) {
      return "</" + tag.substr(1) + "> after " + html.substr(at > 80 ? at - 80 : 0, 80);
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "open: " + open.back();
}

void expect_sound(const std::string& html) {
  EXPECT_EQ(fault_of_nesting(html), "");
  for (const char* text :
       {">nan", "\"nan", " nan", "-nan", "inf\"", "<script", "http:", "https:", "src=", "@import", "url("}) {
    EXPECT_EQ(html.find(text), std::string::npos) << text;
  }
}

TEST(Report, IsWellFormedAndFetchesNothing) {
  const std::string html = render_backtest_report(sample_report());
  expect_sound(html);
  if (const char* place = std::getenv("DEMANDCAST_SAMPLE_REPORT")) write_file(place, html);
}

TEST(Report, GivesEqualBytesForEqualValues) {
  EXPECT_EQ(render_backtest_report(sample_report()), render_backtest_report(sample_report()));
}

TEST(Report, EscapesIdsThatLookLikeTags) {
  BacktestReport report = sample_report();
  report.pages[0].id = "<script>alert('1')</script>&\"";
  report.title = "a < b & \xFF";
  const std::string html = render_backtest_report(report);
  expect_sound(html);
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"));
  EXPECT_THAT(html, HasSubstr("a &lt; b &amp; \xEF\xBF\xBD"));
}

TEST(Report, ShowsWhatIsNotDefinedAsADash) {
  BacktestReport report = sample_report();
  for (GroupMetrics& group : report.evaluation.groups) {
    group.metrics.wql = group.metrics.mase = std::numeric_limits<double>::quiet_NaN();
  }
  const std::string html = render_backtest_report(report);
  expect_sound(html);
  EXPECT_THAT(html, HasSubstr("<td>–</td>"));
}

TEST(Report, DoesWithOneModelAndOneWindow) {
  SampleShape shape;
  shape.models = {"seasonal_naive"};
  shape.cutoffs = 1;
  shape.horizon = 1;
  expect_sound(render_backtest_report(sample_report(shape)));
}

TEST(Report, DoesWithLevelsThatMakeNoInterval) {
  for (const std::vector<double>& levels : {std::vector<double>{0.5}, {0.5, 0.7, 0.95}, {0.975}}) {
    SampleShape shape;
    shape.levels = levels;
    expect_sound(render_backtest_report(sample_report(shape)));
  }
}

TEST(Report, DoesWithoutPagesModelsAndCutoffs) {
  SampleShape shape;
  shape.pages = 0;
  expect_sound(render_backtest_report(sample_report(shape)));
  expect_sound(render_backtest_report(BacktestReport{}));
}

TEST(Report, DrawsBandsOfCoverageWhereThereAreSome) {
  BacktestReport report = sample_report();
  const std::string with = render_backtest_report(report);
  EXPECT_THAT(with, HasSubstr("class=\"range m0\""));
  EXPECT_THAT(with, HasSubstr("class=\"reach m1\""));
  EXPECT_THAT(with, HasSubstr("75.0 to 85.0\u00A0%"));
  for (GroupMetrics& group : report.evaluation.groups) {
    Metrics& m = group.metrics;
    m.coverage80_pit_low = m.coverage80_pit_high = std::numeric_limits<double>::quiet_NaN();
    m.below_pit_low.assign(report.evaluation.levels.size(), std::numeric_limits<double>::quiet_NaN());
    m.below_pit_high = m.below_pit_low;
  }
  const std::string without = render_backtest_report(report);
  expect_sound(without);
  EXPECT_THAT(without, Not(HasSubstr("class=\"range")));
  EXPECT_THAT(without, Not(HasSubstr("class=\"reach")));
}

TEST(Report, ExplainsTheColourOfStockOutsOnlyWhereThereAreSome) {
  BacktestReport report = sample_report();
  EXPECT_THAT(render_backtest_report(report), HasSubstr("stock-out</li>"));
  for (SeriesPage& page : report.pages) page.states.assign(page.states.size(), CellState::kObserved);
  EXPECT_THAT(render_backtest_report(report), Not(HasSubstr("stock-out</li>")));
}

TEST(Report, ShowsSumsWhereThereAreSome) {
  BacktestReport report = sample_report();
  EXPECT_THAT(render_backtest_report(report), Not(HasSubstr("Sums over")));
  const Metrics metrics = report.evaluation.groups.front().metrics;
  report.evaluation.groups.push_back({report.evaluation.leaderboard.front(), "span", "0:4", metrics});
  report.totals = report.evaluation;
  report.totals.groups = {{report.evaluation.leaderboard.front(), "grouping", "category", metrics}};
  const std::string html = render_backtest_report(report);
  expect_sound(html);
  EXPECT_THAT(html, HasSubstr("href=\"#sums\""));
  EXPECT_THAT(html, HasSubstr("Sums over spans"));
  EXPECT_THAT(html, HasSubstr("Sums over series"));
  EXPECT_THAT(html, Not(HasSubstr("The static &quot;span&quot;")));
}

TEST(Report, LeavesOutASegmentOfASingleGroup) {
  BacktestReport report = sample_report();
  EXPECT_THAT(render_backtest_report(report), HasSubstr("<h3>Intermittence</h3>"));
  std::erase_if(report.evaluation.groups, [](const GroupMetrics& group) {
    return group.dimension == "intermittence" && group.group != "smooth";
  });
  const std::string html = render_backtest_report(report);
  EXPECT_THAT(html, Not(HasSubstr("<h3>Intermittence</h3>")));
  EXPECT_THAT(html, HasSubstr("<h3>Sales volume</h3>"));
}

TEST(Report, DoesWithLongIds) {
  BacktestReport report = sample_report();
  report.pages[0].id = std::string(400, 'x');
  expect_sound(render_backtest_report(report));
}

TEST(Report, RefusesLengthsThatDisagree) {
  BacktestReport report = sample_report();
  report.pages[1].fans[0].quantiles.pop_back();
  EXPECT_THROW(render_backtest_report(report), DataError);
}

}  // namespace
}  // namespace demandcast
