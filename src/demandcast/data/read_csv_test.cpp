// The same sales in every dialect are the same panel; what cannot be read is said with row, column and text.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ReadResult read(const std::string& text, DateOrder order = DateOrder::kFound) {
  DataSource source;
  source.path = test_file("sales.csv", text);
  source.date_order = order;
  return read_panel(source);
}

std::string refusal(const std::string& text) {
  try {
    const auto result = read(text);
    EXPECT_FALSE(result.panel) << text;
    return result.report.error_text();
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(ReadCsv, SalesInEveryDialectAreTheSame) {
  for (const char* text : {
           "unique_id,ds,y\nA,2024-02-12,1.5\nA,2024-02-13,2\nB,2024-02-13,3\n",
           "unique_id;ds;y\nA;2024-02-12;1,5\nA;2024-02-13;2\nB;2024-02-13;3\n",
           "unique_id;ds;y\nA;12.02.2024;1.5\nA;13.02.2024;2\nB;13.02.2024;3",
           "unique_id\tds\ty\nA\t12/02/2024\t1.5\nA\t13/02/2024\t2\nB\t13/02/2024\t3\n",
           "unique_id|ds|y\nA|02/12/2024|1,5\nA|02/13/2024|2,0\nB|02/13/2024|3,0\n",
           "\xEF\xBB\xBFunique_id,ds,y\r\nA,20240212,1.5\r\nA,20240213,2\r\nB,20240213,3\r\n",
           "\"unique_id\",\"ds\",\"y\"\n\"A\",\"2024-02-12 00:00:00\",\"1.5\"\nA,2024-02-13 00:00,2\nB,2024-02-13,3\n",
       }) {
    const auto result = read(text);
    ASSERT_TRUE(result.panel) << text << result.report.error_text();
    EXPECT_EQ(result.panel->frequency().name(), "D") << text;
    EXPECT_THAT(result.panel->target(0), ElementsAre(1.5, 2)) << text;
    EXPECT_THAT(result.panel->target(1), ElementsAre(3)) << text;
    EXPECT_EQ(result.panel->frequency().format(result.panel->last_period()), "2024-02-13") << text;
  }
}

TEST(ReadCsv, TextAmongNumbersIsShownWithItsRowAndIsTheOnlyFault) {
  EXPECT_THAT(refusal("unique_id;ds;y\nA;2024-01-01;1,5\nA;2024-01-02;two\nA;2024-01-03;2,5\n"),
              AllOf(HasSubstr("1 fault in"), HasSubstr("column \"y\": values that are no numbers"),
                    HasSubstr("(1 in all)"), HasSubstr("series \"A\", 2024-01-02 (row 2): \"two\"")));
  EXPECT_THAT(refusal("unique_id,ds,y\nA,2024-01-01,\"1,234\"\nA,2024-01-02,2\n"), HasSubstr("\"1,234\""));
}

TEST(ReadCsv, TextFarBehindTheFirstNumbersIsTheSame) {
  std::string text = "unique_id,ds,y\n";
  for (int i = 0; i < 200'000; ++i) text += "A," + std::to_string(i) + ",1\n";
  EXPECT_THAT(refusal(text + "A,200000,n.a.\n"), HasSubstr("series \"A\", 200000 (row 200001): \"n.a.\""));
}

TEST(ReadCsv, WrongDatesAreShownWithTheirRowsAndAreTheOnlyFault) {
  EXPECT_THAT(refusal("unique_id,ds,y\nA,never,1\nA,soon,2\n"),
              AllOf(HasSubstr("1 fault in"), HasSubstr("series \"A\", date \"never\" (row 1)"), HasSubstr("\"soon\"")));
  EXPECT_THAT(refusal("unique_id,ds,y\nA,31.12.2024,1\nA,32.12.2024,2\n"),
              AllOf(HasSubstr("1 fault in"), HasSubstr("date \"32.12.2024\" (row 2)")));
  EXPECT_THAT(refusal("unique_id,ds,y\nA,20241231,1\nA,20241232,2\nA,20241230,2\n"),
              AllOf(HasSubstr("1 fault in"), HasSubstr("date \"20241232\" (row 2)")));
}

TEST(ReadCsv, DatesThatFitBothOrdersAreRefusedUntilSaid) {
  const std::string text = "unique_id,ds,y\nA,01/01/2024,1\nA,02/01/2024,2\nA,03/01/2024,3\n";
  EXPECT_THAT(refusal(text),
              AllOf(HasSubstr("1 fault in"), HasSubstr("\"02/01/2024\""), HasSubstr("--date-format dmy")));
  EXPECT_EQ(read(text, DateOrder::kDayFirst).panel->frequency().name(), "D");
  EXPECT_EQ(read(text, DateOrder::kMonthFirst).panel->frequency().name(), "MS");
}

TEST(ReadCsv, FilesThatAreNoCsvAreRefusedInOneSentence) {
  const std::string utf16("\xFF\xFEu\0n\0", 6);
  EXPECT_THAT(refusal(utf16), HasSubstr("UTF-16 text; save it as UTF-8"));
  EXPECT_THAT(refusal(utf16.substr(2) + utf16.substr(2)), HasSubstr("UTF-16 text")) << "without a byte order mark";
  EXPECT_THAT(refusal("unique_id,ds,y\nCaf\xE9,2024-01-01,1\n"),
              AllOf(HasSubstr("column \"unique_id\""), HasSubstr("row 1"), HasSubstr("save the file as UTF-8")));
  EXPECT_THAT(refusal("unique_id;ds;y\nA;2024-01-01;1\nA;2024-01-02;1;5\n"),
              AllOf(HasSubstr("row 2 has 4 fields where the header has 3: A;2024-01-02;1;5"), Not(HasSubstr("CSV"))));
  EXPECT_THAT(refusal("unique_id,ds,y\n\"A,2024-01-01,1\nB,2024-01-01,2\n"), Not(HasSubstr("Invalid")));
  EXPECT_THAT(refusal("unique_id,ds,y\n"), HasSubstr("no row has demand"));
}

TEST(ReadCsv, ZstandardAndGzipAreUnpackedAndRefusedWhereCut) {
  const std::string zstd("\x28\xb5\x2f\xfd\x20\x08\x41\x00\x00y\n1\n2\n3\n", 17);
  Table table = read_table(test_file("t.csv.zst", zstd));
  const std::vector<std::int64_t> wanted{1, 2, 3};
  EXPECT_EQ(std::get<IntegerColumn>(table.columns.at(0).values).values, wanted);
  write_table(table, test_path("t.csv.gz"));
  EXPECT_EQ(std::get<IntegerColumn>(read_table(test_path("t.csv.gz")).columns.at(0).values).values, wanted);
  EXPECT_THROW(read_table(test_file("cut.csv.zst", zstd.substr(0, 12))), FormatError);
}

}  // namespace
}  // namespace demandcast
