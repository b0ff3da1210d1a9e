// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/totals.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using enum CellState;

StaticColumn category(std::string name, std::vector<std::string> categories, std::vector<std::int32_t> codes) {
  return {std::move(name), StaticKind::kCategory, 1, {}, std::move(codes), std::move(categories)};
}

Panel panel() {
  return {Frequency::parse("D"),
          {{"a", 10, {1, 2, 3}, {kObserved, kObserved, kObserved}},
           {"b", 11, {10, 20, 30}, {kObserved, kCensored, kObserved}},
           {"c", 10, {100, 0, 0}, {kObserved, kMissing, kMissing}}},
          {},
          {category("kind", {"toy", "tool"}, {0, 0, 1}), category("store", {"S"}, {0, -1, 0})}};
}

TEST(Totals, SumWhatIsKnownOfEachPeriod) {
  const Totals totals = make_totals(panel(), {"total"});
  ASSERT_EQ(totals.panel.ids(), std::vector<std::string>{"total"});
  EXPECT_EQ(totals.members, (std::vector<std::vector<std::size_t>>{{0, 1, 2}}));
  const auto y = totals.panel.target(0);
  EXPECT_EQ(std::vector<float>(y.begin(), y.end()), (std::vector<float>{101, 12, 23, 30}));
  const auto states = totals.panel.states(0);
  EXPECT_EQ(std::vector<CellState>(states.begin(), states.end()),
            (std::vector<CellState>{kObserved, kObserved, kCensored, kObserved}));
}

TEST(Totals, AreMissingWhereNoMemberIsKnown) {
  const Totals totals = make_totals(panel(), {"kind"});
  ASSERT_EQ(totals.panel.ids(), (std::vector<std::string>{"kind=tool", "kind=toy"}));
  EXPECT_EQ(totals.panel.target(0)[0], 100);
  EXPECT_TRUE(std::isnan(totals.panel.target(0)[1]));
}

TEST(Totals, SayWhichGroupingEachIsOf) {
  const Totals totals = make_totals(panel(), {"kind*store", "store"});
  EXPECT_EQ(totals.panel.ids(), (std::vector<std::string>{"kind=tool*store=S", "kind=toy*store=", "kind=toy*store=S",
                                                          "store=", "store=S"}));
  EXPECT_EQ(totals.panel.find_static("grouping")->codes, (std::vector<std::int32_t>{0, 0, 0, 1, 1}));
  EXPECT_EQ(totals.members[4], (std::vector<std::size_t>{0, 2}));
}

}  // namespace
}  // namespace demandcast
