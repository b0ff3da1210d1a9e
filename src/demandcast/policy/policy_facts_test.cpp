// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_facts.h"

#include <gmock/gmock.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

/// Two daily series from 2024-01-01 (a Monday) on, four days known and planned six.
Panel shop() {
  const Frequency frequency = Frequency::parse("D");
  const Period first = *frequency.period_at(*parse_timestamp("2024-01-01"));
  std::vector<SeriesInput> series;
  for (const char* id : {"a", "b"}) {
    series.push_back({id, first, {1, 2, 3, 4}, std::vector<CellState>(4, CellState::kObserved)});
  }
  Channel price;
  price.name = "price";
  price.role = ChannelRole::kKnownFuture;
  price.offsets = {0, 6, 12};
  price.first_period = {first, first};
  price.values = {2, 2, 2, 2, 2, 1, 5, 5, 5, 5, NAN, 5};
  StaticColumn dept{"dept", StaticKind::kCategory, 1, {}, {1, 0}, {"bread", "milk"}};
  StaticColumn area{"area", StaticKind::kNumber, 1, {30, NAN}, {}, {}};
  return {frequency, std::move(series), {price}, {dept, area}};
}

class Facts : public testing::Test {
 protected:
  Panel panel_ = shop();
  PanelView view_{panel_, panel_.last_period()};
};

TEST_F(Facts, TellTheCalendarOfTheDayOnWhichAnOrderArrives) {
  const PolicyFacts facts = PolicyFacts::of(view_, {"calendar"});
  ASSERT_EQ(facts.names().size(), 9U);
  EXPECT_EQ(facts.names()[2], "monday");
  const std::vector<float> told = facts.at(view_.series(0), 1);  // ordered for Friday the 5th, there on Saturday
  EXPECT_NEAR(told[0], std::sin(2 * 3.14159265 * 5 / 366), 1e-5);
  EXPECT_THAT(std::vector<float>(told.begin() + 2, told.end()), ElementsAre(0, 0, 0, 0, 0, 1, 0));
}

TEST_F(Facts, TellCategoriesNumbersAndPlansOverTheirMean) {
  const PolicyFacts facts = PolicyFacts::of(view_, {"dept", "area", "price"});
  EXPECT_THAT(facts.names(), ElementsAre("dept=bread", "dept=milk", "area", "price"));
  EXPECT_THAT(facts.at(view_.series(0), 1), ElementsAre(0, 1, 30, 0.5F));
  EXPECT_THAT(facts.at(view_.series(1), 0), ElementsAre(1, 0, 0, 1));  // neither area nor plan is known
}

TEST_F(Facts, AreTheSameByTheNamesThatTrainingLeft) {
  const PolicyFacts facts = PolicyFacts::of(view_, {"calendar", "dept", "price"});
  const PolicyFacts again = PolicyFacts::named(view_, facts.names());
  EXPECT_EQ(again.names(), facts.names());
  EXPECT_EQ(again.at(view_.series(1), 2), facts.at(view_.series(1), 2));
}

TEST_F(Facts, DoNotSeePastTheOrigin) {
  const PolicyFacts facts = PolicyFacts::of(view_, {"price"});
  const PanelView earlier(panel_, panel_.last_period() - 2);
  EXPECT_THAT(facts.at(earlier.series(0), 3), ElementsAre(0.5F));  // planned, over the mean of two days
  EXPECT_THAT(facts.at(PanelView(panel_, panel_.last_period() - 4).series(0), 0), ElementsAre(1));  // no past
}

TEST_F(Facts, SayWhatTheDataLack) {
  EXPECT_THAT(
      [&] { PolicyFacts::of(view_, {"brand"}); },
      ThrowsMessage<ConfigError>(HasSubstr("\"brand\", which these data lack; there are calendar, dept, area, price")));
  EXPECT_THAT([&] { PolicyFacts::named(view_, {"brand=x"}); }, ThrowsMessage<ConfigError>(HasSubstr("brand=x")));
}

}  // namespace
}  // namespace demandcast
