// Files of a folder are one table; what does not belong together is refused.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class ReadFolder : public testing::Test {
 protected:
  ReadFolder() : folder_(test_path("sales")) { std::filesystem::remove_all(folder_); }

  void put(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(folder_ + "/" + name).parent_path());
    write_file(folder_ + "/" + name, text);
  }
  void put(const std::string& name, const Table& table) const {
    std::filesystem::create_directories(std::filesystem::path(folder_ + "/" + name).parent_path());
    write_table(table, folder_ + "/" + name);
  }
  std::string refusal() const {
    try {
      read_table(folder_);
    } catch (const Error& error) {
      return error.what();
    }
    return "nothing was refused";
  }

  std::string folder_;
};

Table demand(decltype(TableColumn::values) y) { return {{{"id", TextColumn{{"A"}, {0}}}, {"y", std::move(y)}}}; }

TEST_F(ReadFolder, PartsAreOneTableInOrderOfTheirNames) {
  put("part-1.csv", "unique_id,ds,y\nA,2024-01-03,3\nB,2024-01-03,1\n");
  put("part-0.csv", "y,unique_id,ds\n1,A,2024-01-01\n2,A,2024-01-02\n");
  put("_SUCCESS", "");
  put(".part-0.csv.crc", "x");
  DataSource source;
  source.path = folder_;
  const auto result = read_panel(source);
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_THAT(result.panel->target(0), ElementsAre(1, 2, 3));
  EXPECT_THAT(result.panel->target(1), ElementsAre(1));
}

TEST_F(ReadFolder, PartitionsAreColumns) {
  put("region=north/a.parquet", demand(IntegerColumn{{1}}));
  put("region=south/a.parquet", demand(NumberColumn{{2.5}}));
  const Table table = read_table(folder_);
  EXPECT_THAT(table.column_names(), ElementsAre("id", "y", "region"));
  EXPECT_THAT(std::get<NumberColumn>(table.find("y")->values).values, ElementsAre(1, 2.5));
  const auto& region = std::get<TextColumn>(table.find("region")->values);
  EXPECT_THAT(region.dictionary, ElementsAre("north", "south"));
  EXPECT_THAT(region.codes, ElementsAre(0, 1));
  const std::vector<std::string> wanted{"region", "id"};
  std::vector<std::string> present;
  EXPECT_EQ(read_table(folder_, wanted, {}, &present).column_names(), wanted);
  EXPECT_THAT(present, ElementsAre("id", "y", "region"));
}

TEST_F(ReadFolder, OfColumnsThatDifferIsRefusedWithTheFile) {
  put("a.parquet", demand(NumberColumn{{1}}));
  put("b.parquet", demand(TextColumn{{"one"}, {0}}));
  EXPECT_THAT(refusal(),
              AllOf(HasSubstr("b.parquet"), HasSubstr("column \"y\" holds text where a file before has numbers")));
}

TEST_F(ReadFolder, OfSeveralFormatsPartitionsOrNoFileIsRefused) {
  std::filesystem::create_directories(folder_);
  EXPECT_THAT(refusal(), HasSubstr("holds no file"));
  put("a.parquet", demand(NumberColumn{{1}}));
  put("b.csv", "id,y\nA,1\n");
  EXPECT_THAT(refusal(), AllOf(HasSubstr("b.csv"), HasSubstr("of another format")));
  std::filesystem::remove(folder_ + "/b.csv");
  put("year=2024/b.parquet", demand(NumberColumn{{1}}));
  EXPECT_THAT(refusal(), HasSubstr("other partitions"));
}

}  // namespace
}  // namespace demandcast
