// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/update_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(UpdateGate, LooksAtTheNewestPeriodsAndAtThoseThatTheModelKnew) {
  const GateWindows weekly = gate_windows(13, 4);  // four new weeks: the windows lie side by side
  EXPECT_EQ(weekly.known_ago, 13);
  const GateWindows yearly = gate_windows(13, 52);
  EXPECT_EQ(yearly.known_ago, 52);
}

TEST(UpdateGate, ClosesWhereEitherWindowIsWorseByMoreThanIsTolerated) {
  EXPECT_TRUE((UpdateGate{{0.50, 0.45}, {0.30, 0.305}, 0.02}).passed());
  EXPECT_FALSE((UpdateGate{{0.50, 0.45}, {0.30, 0.31}, 0.02}).passed());
  EXPECT_FALSE((UpdateGate{{0.50, 0.52}, {0.30, 0.20}, 0.02}).passed());
  EXPECT_FALSE((UpdateGate{{0.0, 0.1}, {}, 0.02}).passed());
}

TEST(UpdateGate, IsPassedByOneWindowWhereTheOtherTellsNothingAndNotByNone) {
  EXPECT_TRUE((UpdateGate{{0.5, 0.4}, {}, 0}).passed());
  EXPECT_FALSE((UpdateGate{{}, {}, 0}).passed());
}

TEST(UpdateGate, TellsBothFiguresOfBothWindows) {
  EXPECT_THAT((UpdateGate{{0.5, 0.4}, {0.3, 0.33}, 0}).text(13),
              AllOf(HasSubstr("newest 13 periods 0.5000 -> 0.4000 (20.0 % better)"),
                    HasSubstr("had learnt 0.3000 -> 0.3300 (10.0 % worse)")));
  EXPECT_THAT((UpdateGate{{0.5, 0.4}, {}, 0}).text(13), HasSubstr("not judged"));
}

}  // namespace
}  // namespace demandcast
