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
  const std::string cut =
      fmt::format("cannot read \"{}\": the Parquet file is cut or damaged; copy or write it again", wish.source);
  const auto whole = [&](const arrow::Status& status) {
    if (!status.ok()) throw FormatError(cut);
  };
  try {
    auto raw = parquet::ParquetFileReader::Open(input);
    const auto properties = with_dictionaries(*raw->metadata()->schema());
    std::unique_ptr<parquet::arrow::FileReader> reader;
    whole(parquet::arrow::FileReader::Make(arrow::default_memory_pool(), std::move(raw), properties).Value(&reader));
    std::shared_ptr<arrow::Schema> schema;
    whole(reader->GetSchema(&schema));
    const auto names = wish.choose(schema->field_names());
    std::shared_ptr<arrow::Table> table;
    whole(reader->ReadTable(leaves_of(*reader->parquet_reader()->metadata()->schema(), names)).Value(&table));
    return table_from_arrow(*select_columns(table, names, cut), wish.text_columns, false, wish.source);
  } catch (const parquet::ParquetException&) {
    throw FormatError(cut);
  }
}

}  // namespace demandcast
