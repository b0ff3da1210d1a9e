// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/table_blocks.h"

#include "demandcast/core/atomic_file.h"
#include "demandcast/data/data_file_test.h"

namespace demandcast {
namespace {

/// Values as text, row by row, so that dictionaries may differ.
std::vector<std::string> cells_of(const Table& table) {
  std::vector<std::string> cells;
  for (const TableColumn& column : table.columns) {
    const std::string head = fmt::format("{} {} ", column.name, column.values.index());
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
        const std::int32_t code = texts->codes[row];
        cells.push_back(head + (code < 0 ? "null" : texts->dictionary[static_cast<std::size_t>(code)]) +
                        (texts->decimal_comma ? "," : ""));
      } else if (const auto* times = std::get_if<TimeColumn>(&column.values)) {
        cells.push_back(fmt::format("{}{}", head, times->times[row]));
      } else if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) {
        cells.push_back(fmt::format("{}{}", head, integers->values[row]));
      } else if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) {
        cells.push_back(fmt::format("{}{}", head, numbers->values[row]));
      }
    }
  }
  return cells;
}

void expect_same_rows(const std::string& source) {
  const std::vector<std::string> ids{"unique_id"};
  std::vector<std::string> present, present_in_blocks;
  const Table whole = read_table(source, {}, ids, &present);
  const auto blocks = open_table_blocks(source, {}, ids, &present_in_blocks);
  EXPECT_EQ(present_in_blocks, present);
  std::vector<Table> parts;
  TableKinds kinds;
  while (auto block = blocks->next()) {
    kinds.add(*block);
    parts.push_back(std::move(block->rows));
  }
  Table joined;
  for (Table& part : parts) {
    for (TableColumn& column : part.columns) kinds.settle(column);
    if (joined.columns.empty()) {
      joined = std::move(part);
    } else {
      append_rows(joined, part, source);
    }
  }
  EXPECT_EQ(cells_of(joined), cells_of(whole)) << source;
  EXPECT_GT(parts.size(), 1U) << source;
}

/// A CSV of more than one block, whose columns show late what they are.
std::string long_csv(int rows) {
  std::string text = "unique_id;ds;y;n;late;comma\n";
  for (int row = 0; row < rows; ++row) {
    text += fmt::format("{:03};2024-01-{:02};{};{};{};{}\n", row % 500, 1 + row % 28, row % 7,
                        row % 3 == 0 ? "" : "1.5", row + 1 == rows ? "word" : "12", row % 9 == 0 ? "n.a." : "1,25");
  }
  return text;
}

TEST(TableBlocks, GiveTheRowsAndKindsOfTheWholeCsv) { expect_same_rows(test_file("long.csv", long_csv(400000))); }

TEST(TableBlocks, GiveTheRowsOfTheWholeParquet) {
  const std::string csv = test_file("rows.csv", long_csv(300000)), parquet = test_path("rows.parquet");
  write_table(read_table(csv), parquet);
  expect_same_rows(parquet);
}

TEST(TableBlocks, SettleTheKindsOfAFolderOfFiles) {
  test_file("folder/region=north/a.csv", "unique_id,ds,y,code\nA,2024-01-01,1,7\nA,2024-01-02,,8\n");
  test_file("folder/region=south/b.csv", "unique_id,ds,y,code\nB,2024-01-01,2.5,x\n");
  expect_same_rows(test_path("folder"));
}

TEST(TableBlocks, TellTheFirstRaggedRowOfTheFile) {
  const std::string path = test_file("ragged.csv", long_csv(400000) + "1;2\n");
  std::string whole, in_blocks;
  try {
    read_table(path);
  } catch (const FormatError& error) {
    whole = error.what();
  }
  try {
    open_table_blocks(path, {}, {}, nullptr);
  } catch (const FormatError& error) {
    in_blocks = error.what();
  }
  EXPECT_NE(whole, "");
  EXPECT_EQ(in_blocks, whole);
}

TEST(TableBlocks, OfATableWithoutRowsAreNone) {
  EXPECT_FALSE(open_table_blocks(test_file("empty.csv", "unique_id,ds,y\n"), {}, {}, nullptr)->next());
  Table empty;
  empty.columns = {{"unique_id", TextColumn{}}, {"y", NumberColumn{}}};
  write_table(empty, test_path("empty.parquet"));
  EXPECT_FALSE(open_table_blocks(test_path("empty.parquet"), {}, {}, nullptr)->next());
}

}  // namespace
}  // namespace demandcast
