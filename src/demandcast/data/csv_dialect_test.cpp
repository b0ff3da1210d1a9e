// Separators are found whatever the names and texts hold.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/csv_dialect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace demandcast {
namespace {

using testing::ElementsAre;

TEST(CsvDialect, IsFoundForEachSeparator) {
  for (const std::string separator : {",", ";", "\t", "|"}) {
    const std::string row = "A" + separator + "2024-01-01" + separator + "3\n";
    const auto dialect = find_csv_dialect("id" + separator + "ds" + separator + "y\n" + row + row);
    EXPECT_EQ(dialect.separator, separator.front());
    EXPECT_THAT(dialect.header, ElementsAre("id", "ds", "y"));
  }
}

TEST(CsvDialect, IsNotMisledByDecimalCommasAndTextsWithSeparators) {
  const auto decimal = find_csv_dialect("id;y;price\nA;1,5;2,5\nB;2,5;3,5\n");
  EXPECT_EQ(decimal.separator, ';');
  const auto texts = find_csv_dialect("id,note\nA,\"x;y\"\nB,u;v;w\n");
  EXPECT_EQ(texts.separator, ',');
  const auto names = find_csv_dialect("\"id, all\";y\nA;1\n");
  EXPECT_THAT(names.header, ElementsAre("id, all", "y"));
  const auto ragged = find_csv_dialect("id;ds;y\nA;1;2\nB;1\n");
  EXPECT_EQ(ragged.separator, ';') << "so that the message can name the row";
}

TEST(CsvDialect, SkipsTheByteOrderMarkAndTakesEveryLineEnd) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto dialect = find_csv_dialect("\xEF\xBB\xBFid;\"a \"\"b\"\"\"" + end + "A;1" + end + "B;2");
    EXPECT_THAT(dialect.header, ElementsAre("id", "a \"b\"")) << testing::PrintToString(end);
  }
}

TEST(CsvDialect, OfOneColumnHasCommas) {
  EXPECT_THAT(find_csv_dialect("id\nA\n").header, ElementsAre("id"));
  EXPECT_EQ(find_csv_dialect("id\nA\n").separator, ',');
  EXPECT_THAT(find_csv_dialect("id;ds;y").header, ElementsAre("id", "ds", "y"));
}

}  // namespace
}  // namespace demandcast
