// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/shock_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace demandcast {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ShockReport sample() {
  ShockReport report{"0.1.0", "demandcast shocks", 100, 48, 4, 26, {"a<b", "seasonal_naive"}, {}};
  for (const char* kind : {"spike", "announced shift"}) {
    for (const std::string& model : report.models) {
      ShockEffect effect{model, kind, {}, {}, 0.02, std::numeric_limits<double>::quiet_NaN()};
      for (const int weeks : {-1, 0, 4}) effect.moments.push_back({weeks, 0.7, 0.6, 0.8, 0.8, 0.03, 0.01});
      if (model == "a<b") effect.weeks_to_cover = 4;
      if (std::string(kind) == "spike") effect.echo = model == "a<b" ? 0.1 : 1;
      report.effects.push_back(effect);
    }
  }
  return report;
}

TEST(ShockReport, SaysInWordsWhoIsBackFirstAndWhoRepeatsTheSpike) {
  const std::string html = render_shock_report(sample());
  EXPECT_THAT(html, HasSubstr("soonest with a&lt;b (4 weeks), latest with seasonal_"));
  EXPECT_THAT(html, HasSubstr("(not within 26 weeks)"));
  EXPECT_THAT(html, HasSubstr("repeats 100\u00A0% of it"));
  EXPECT_THAT(html, HasSubstr("After an <b>announced shift</b>"));
  for (const char* text : {"<script", "a<b", "http:", ">nan", "\"nan"}) EXPECT_THAT(html, Not(HasSubstr(text)));
}

TEST(ShockReport, SaysWhereNoModelIsBack) {
  ShockReport report = sample();
  for (ShockEffect& effect : report.effects) effect.weeks_to_cover.reset();
  EXPECT_THAT(render_shock_report(report), HasSubstr("intervals of no model hold again within 26 weeks"));
}

TEST(ShockReport, DoesWithoutModelsAndEffects) { EXPECT_THAT(render_shock_report({}), HasSubstr("</html>")); }

TEST(ShockReport, TellsTheWeeks) {
  ShockEffect effect;
  EXPECT_EQ(weeks_to_cover_text(effect, 26), "not within 26 weeks");
  effect.weeks_to_cover = 0;
  EXPECT_EQ(weeks_to_cover_text(effect, 26), "at once");
  effect.weeks_to_cover = 1;
  EXPECT_EQ(weeks_to_cover_text(effect, 26), "1 week");
}

}  // namespace
}  // namespace demandcast
