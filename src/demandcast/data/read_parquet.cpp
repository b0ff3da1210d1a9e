// Parquet decoded by Arrow, texts with the dictionaries of the file.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>
#include <parquet/file_reader.h>
#include <parquet/schema.h>

#include <algorithm>

#include "demandcast/data/arrow_readers.h"
#include "demandcast/data/table_from_arrow.h"

namespace demandcast {
namespace {

/// Indices of the leaves that the wanted columns have in the file.
std::vector<int> leaves_of(const parquet::SchemaDescriptor& schema, const std::vector<std::string>& wanted) {
  std::vector<int> leaves;
  for (int i = 0; i < schema.num_columns(); ++i) {
    if (std::ranges::find(wanted, schema.GetColumnRoot(i)->name()) != wanted.end()) leaves.push_back(i);
  }
  return leaves;
}

/// Texts come with the dictionary that the file holds. Other kinds of bytes stay what they are.
parquet::ArrowReaderProperties with_dictionaries(const parquet::SchemaDescriptor& schema) {
  parquet::ArrowReaderProperties properties;
  for (int i = 0; i < schema.num_columns(); ++i) {
    const bool flat = schema.Column(i)->path()->ToDotVector().size() == 1;
    if (flat && schema.Column(i)->logical_type()->is_string()) properties.set_read_dictionary(i, true);
  }
  return properties;
}

}  // namespace

Table read_parquet(const TableInput& input, const TableWish& wish) {
  const std::string doing = fmt::format("cannot read \"{}\"", wish.source);
  try {
    auto raw = parquet::ParquetFileReader::Open(input);
    const auto properties = with_dictionaries(*raw->metadata()->schema());
    const auto reader = value_or_throw(
        parquet::arrow::FileReader::Make(arrow::default_memory_pool(), std::move(raw), properties), doing);
    std::shared_ptr<arrow::Schema> schema;
    throw_unless_ok(reader->GetSchema(&schema), doing);
    const auto names = wish.choose(schema->field_names());
    const auto leaves = leaves_of(*reader->parquet_reader()->metadata()->schema(), names);
    const auto table = value_or_throw(reader->ReadTable(leaves), doing);
    return table_from_arrow(*select_columns(table, names, doing), wish.text_columns, false, wish.source);
  } catch (const parquet::ParquetException& error) {
    throw FormatError(
        fmt::format("{}: the Parquet file is cut or damaged ({}); copy or write it again", doing, error.what()));
  }
}

}  // namespace demandcast
