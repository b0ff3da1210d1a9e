// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/elasticity_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace demandcast {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

EffectLine line_of(std::string name, std::string term, double value) {
  EffectLine line;
  line.name = std::move(name);
  line.term = std::move(term);
  line.price = line.term == "price";
  line.value = value;
  line.low = value - 0.2;
  line.high = value + 0.2;
  line.category = "toys<";
  line.source = "own";
  line.seen_low = 8;
  line.seen_high = 10;
  line.planned_low = line.planned_high = kNaN;
  line.series = 2;
  return line;
}

ElasticityReport sample() {
  ElasticityReport report{"0.1.0", "demandcast elasticity", "week", {}, {}, {}};
  for (const char* term : {"price", "deal<"}) {
    const double value = term[0] == 'p' ? -2 : 0.25;
    report.catalogue.push_back(line_of("all series", term, value));
    report.categories.push_back(line_of("toys<", term, value));
    for (const char* id : {"a<b", "c"}) report.series.push_back(line_of(id, term, value));
  }
  return report;
}

TEST(ElasticityReport, SaysWhatATenthOffThePriceBrings) {
  const std::string html = render_elasticity_report(sample());
  EXPECT_THAT(html, HasSubstr("10&nbsp;% off the price brings +23\u00A0% demand"));
  EXPECT_THAT(html, HasSubstr("demand is 125\u00A0% of what it would be"));
  for (const char* text : {"<script", "a<b", "toys<", "deal<", "http:", ">nan", "\"nan"}) {
    EXPECT_THAT(html, Not(HasSubstr(text)));
  }
}

TEST(ElasticityReport, WarnsOfPricesThatNeverVariedAndOfPlansBeyondWhatWasSeen) {
  ElasticityReport report = sample();
  EXPECT_THAT(elasticity_warnings(report), IsEmpty());
  report.series[0].seen_low = 10;
  report.series[1].planned_high = 20;
  report.series[1].beyond = true;
  EXPECT_THAT(
      elasticity_warnings(report),
      ElementsAre(HasSubstr("the price of 1 of 2 series never varied: their elasticity is that of their category"),
                  HasSubstr("1 plan lies beyond")));
  EXPECT_THAT(render_elasticity_report(report), HasSubstr("Plans beyond what was seen (1)"));
}

TEST(ElasticityReport, DoesWithoutEffects) { EXPECT_THAT(render_elasticity_report({}), HasSubstr("</html>")); }

}  // namespace
}  // namespace demandcast
