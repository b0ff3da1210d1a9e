// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/append_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::ElementsAre;

TEST(AppendRows, MergesDictionariesAndFillsColumnsThatAreMissing) {
  Table table{{{"id", TextColumn{{"b", "a"}, {0, 1, -1}}}, {"n", IntegerColumn{{1, 2, 3}}}}};
  append_rows(table, Table{{{"id", TextColumn{{"c", "b"}, {1, 0}}}, {"other", NumberColumn{{7, 8}}}}}, "x.csv");
  const auto& ids = std::get<TextColumn>(table.columns[0].values);
  EXPECT_THAT(ids.dictionary, ElementsAre("b", "a", "c"));
  EXPECT_THAT(ids.codes, ElementsAre(0, 1, -1, 0, 2));
  EXPECT_THAT(std::get<IntegerColumn>(table.columns[1].values).values,
              ElementsAre(1, 2, 3, IntegerColumn::kNoInteger, IntegerColumn::kNoInteger));
  EXPECT_EQ(table.columns.size(), 2u);
}

TEST(AppendRows, WidensIntegersAndGivesEmptyColumnsTheKindOfTheOther) {
  Table table{{{"n", IntegerColumn{{1, IntegerColumn::kNoInteger}}}, {"t", NumberColumn{{NAN, NAN}}}}};
  append_rows(table, Table{{{"n", NumberColumn{{0.5}}}, {"t", TextColumn{{"x"}, {0}}}}}, "x.csv");
  EXPECT_THAT(std::get<NumberColumn>(table.columns[0].values).values, ElementsAre(1, testing::IsNan(), 0.5));
  EXPECT_THAT(std::get<TextColumn>(table.columns[1].values).codes, ElementsAre(-1, -1, 0));
}

TEST(AppendRows, MakesTextOfNumbersBesideText) {
  Table table{{{"t", TextColumn{{"x"}, {0}}}}};
  append_rows(table, Table{{{"t", NumberColumn{{1, NAN, 2.5, 1}}}}}, "x.csv");
  const auto& text = std::get<TextColumn>(table.columns[0].values);
  EXPECT_THAT(text.dictionary, ElementsAre("x", "1", "2.5"));
  EXPECT_THAT(text.codes, ElementsAre(0, 1, -1, 2, 1));
}

TEST(AppendRows, RefusesColumnsOfOtherKindsAndListsOfAnotherWidth) {
  Table table{{{"t", TimeColumn{{0}}}}};
  EXPECT_THROW(append_rows(table, Table{{{"t", NumberColumn{{1}}}}}, "x.csv"), DataError);
  Table lists{{{"v", VectorColumn{2, {1, 2}}}}};
  EXPECT_THROW(append_rows(lists, Table{{{"v", VectorColumn{1, {1}}}}}, "x.csv"), DataError);
}

}  // namespace
}  // namespace demandcast
