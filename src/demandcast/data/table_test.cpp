// Tables go to disk and come back; bad files are named with what to do.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>

#include <cmath>
#include <filesystem>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

std::string scratch(const std::string& name) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "demandcast_table_test";
  return (folder / (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + "_" + name)).string();
}

Table sample(bool with_vectors) {
  Table table;
  table.columns.push_back({"id", TextColumn{{"b, \"x\"", "a"}, {0, 1, -1}}});
  table.columns.push_back({"day", TimeColumn{{-86400, 0, TimeColumn::kNoTime}}});
  table.columns.push_back({"hour", TimeColumn{{3600, 0, 7200}}});
  table.columns.push_back({"n", IntegerColumn{{-5, IntegerColumn::kNoInteger, 1LL << 60}}});
  table.columns.push_back({"y", NumberColumn{{0.1, std::nan(""), -2.5e300}}});
  if (with_vectors) table.columns.push_back({"v", VectorColumn{2, {1, 2, 3, 4, 5, 6}}});
  return table;
}

void expect_same_as_sample(const Table& table) {
  const auto& id = std::get<TextColumn>(table.find("id")->values);
  EXPECT_EQ(id.codes, (std::vector<std::int32_t>{0, 1, -1}));
  EXPECT_EQ(id.dictionary, (std::vector<std::string>{"b, \"x\"", "a"}));
  EXPECT_EQ(std::get<TimeColumn>(table.find("day")->values).times,
            (std::vector<Timestamp>{-86400, 0, TimeColumn::kNoTime}));
  EXPECT_EQ(std::get<TimeColumn>(table.find("hour")->values).times, (std::vector<Timestamp>{3600, 0, 7200}));
  EXPECT_EQ(std::get<IntegerColumn>(table.find("n")->values).values,
            (std::vector<std::int64_t>{-5, IntegerColumn::kNoInteger, 1LL << 60}));
  const auto& y = std::get<NumberColumn>(table.find("y")->values).values;
  EXPECT_EQ(y[0], 0.1);
  EXPECT_TRUE(std::isnan(y[1]));
  EXPECT_EQ(y[2], -2.5e300);
}

template <class Error, class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  ADD_FAILURE() << "nothing of the expected kind was thrown";
  return {};
}

TEST(Table, ParquetBringsEveryColumnKindBack) {
  const std::string path = scratch("t.parquet");
  write_table(sample(true), path);
  const Table table = read_table(path);
  expect_same_as_sample(table);
  EXPECT_EQ(std::get<VectorColumn>(table.find("v")->values).values, (std::vector<float>{1, 2, 3, 4, 5, 6}));
}

TEST(Table, PlainAndGzippedCsvBringEveryFlatKindBack) {
  for (const char* name : {"t.csv", "t.csv.gz"}) {
    write_table(sample(false), scratch(name));
    expect_same_as_sample(read_table(scratch(name)));
  }
}

TEST(Table, GivesTheWantedColumnsInTheWantedOrder) {
  for (const char* name : {"t.csv", "t.parquet"}) {
    write_table(sample(false), scratch(name));
    const std::vector<std::string> wanted{"y", "id"};
    EXPECT_EQ(read_table(scratch(name), wanted).column_names(), wanted);
  }
}

TEST(Table, KeepsLeadingZerosOfTextColumns) {
  write_file(scratch("t.csv"), "id,y\n007,1\n");
  const std::vector<std::string> text{"id"};
  const Table table = read_table(scratch("t.csv"), {}, text);
  EXPECT_EQ(std::get<TextColumn>(table.find("id")->values).dictionary.front(), "007");
}

TEST(Table, NamesTheMissingColumnAndTheNearest) {
  for (const char* name : {"t.csv", "t.parquet"}) {
    write_table(sample(false), scratch(name));
    const std::vector<std::string> wanted{"hours"};
    EXPECT_THAT(message_of<DataError>([&] { read_table(scratch(name), wanted); }),
                testing::AllOf(HasSubstr("hours"), HasSubstr("did you mean \"hour\""), HasSubstr(name)));
  }
}

TEST(Table, RefusesFilesThatAreCutOrUnknown) {
  write_table(sample(true), scratch("t.parquet"));
  const std::string whole = read_file(scratch("t.parquet"));
  for (const std::size_t size : {std::size_t{4}, std::size_t{20}, whole.size() / 2, whole.size() - 1}) {
    write_file(scratch("cut.parquet"), whole.substr(0, size));
    EXPECT_THAT(message_of<FormatError>([&] { read_table(scratch("cut.parquet")); }),
                testing::AllOf(HasSubstr("cut.parquet"), HasSubstr("is cut"), testing::Not(HasSubstr("Invalid"))));
  }
  write_table(sample(false), scratch("t.csv.gz"));
  const std::string packed = read_file(scratch("t.csv.gz"));
  write_file(scratch("cut.csv.gz"), packed.substr(0, packed.size() / 2));
  EXPECT_THROW(read_table(scratch("cut.csv.gz")), FormatError);
  write_file(scratch("t.xlsx"), "PK\x03\x04 sheet");
  EXPECT_THAT(message_of<FormatError>([&] { read_table(scratch("t.xlsx")); }), HasSubstr("export the sheet as CSV"));
  write_file(scratch("empty.csv"), "");
  EXPECT_THAT(message_of<FormatError>([&] { read_table(scratch("empty.csv")); }), HasSubstr("empty"));
  write_file(scratch("ragged.csv"), "a,b\n1,2\n3\n");
  EXPECT_THAT(message_of<FormatError>([&] { read_table(scratch("ragged.csv")); }),
              HasSubstr("row 2 has 1 field where the header has 2: 3"));
  EXPECT_THROW(read_table(scratch("absent.csv")), FormatError);
}

TEST(Table, LeavesNothingWhereItCannotWrite) {
  EXPECT_THROW(write_table(sample(false), scratch("t.txt")), ConfigError);
  write_file(scratch("file"), "x");
  EXPECT_THROW(write_table(sample(false), scratch("file") + "/t.csv"), WriteError);
  EXPECT_THROW(write_table(sample(true), scratch("t.csv")), WriteError);
  EXPECT_FALSE(std::filesystem::exists(scratch("t.csv")));
}

TEST(WriteTable, KeepsADictionaryOfNumbersThatRepeatAlone) {
  Table table;
  NumberColumn prices, forecasts, mostly_none;
  for (int row = 0; row < 5'000; ++row) {
    prices.values.push_back(row % 7);
    forecasts.values.push_back(std::sqrt(row));
    mostly_none.values.push_back(row % 3 == 0 ? std::sqrt(row) : std::nan(""));
  }
  table.columns = {{"price", prices}, {"forecast", forecasts}, {"mostly none", mostly_none}};
  const std::string path = scratch("t.parquet");
  write_table(table, path);
  const auto file = parquet::ParquetFileReader::OpenFile(path)->metadata();
  const auto has_dictionary = [&](int column) { return file->RowGroup(0)->ColumnChunk(column)->has_dictionary_page(); };
  EXPECT_TRUE(has_dictionary(0));
  EXPECT_FALSE(has_dictionary(1));
  EXPECT_TRUE(has_dictionary(2));
}

}  // namespace
}  // namespace demandcast
