// Tables read from Parquet and CSV files, told apart by their first bytes.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <arrow/csv/api.h>
#include <arrow/io/api.h>
#include <arrow/util/compression.h>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>
#include <parquet/file_reader.h>
#include <parquet/schema.h>

#include <algorithm>
#include <iostream>
#include <iterator>

#include "demandcast/core/nearest_name.h"
#include "demandcast/data/table_from_arrow.h"

namespace demandcast {
namespace {

using Input = std::shared_ptr<arrow::io::RandomAccessFile>;

enum class Format { kParquet, kCsv, kGzippedCsv };

constexpr std::int64_t kPeek = 512;

Input open_input(const std::string& source, std::string_view doing) {
  if (source != "-") return value_or_throw(arrow::io::ReadableFile::Open(source), doing);
  std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  return std::make_shared<arrow::io::BufferReader>(arrow::Buffer::FromString(std::move(bytes)));
}

Format format_of(arrow::io::RandomAccessFile& input, const std::string& source, std::string_view doing) {
  const auto buffer = value_or_throw(input.ReadAt(0, kPeek), doing);
  const std::string_view head(*buffer);
  throw_unless_ok(input.Seek(0), doing);
  if (head.empty()) throw FormatError(fmt::format("{}: the file is empty; wanted Parquet or CSV with a header", doing));
  if (head.starts_with("PAR1")) return Format::kParquet;
  if (head.starts_with("\x1f\x8b")) return Format::kGzippedCsv;
  const bool binary = head.find('\0') != std::string_view::npos || head.starts_with("ARROW1") ||
                      head.starts_with("PK\x03\x04") || head.starts_with("\x28\xb5\x2f\xfd");
  if (binary || source.ends_with(".parquet")) {
    throw FormatError(
        fmt::format("{}: unknown format; wanted Parquet, CSV or gzipped CSV: convert it, or copy it again", doing));
  }
  return Format::kCsv;
}

/// What is wanted of a file, and what it has.
struct Wish {
  const std::string& source;
  std::span<const std::string> columns, text_columns;
  std::vector<std::string>* present = nullptr;
};

/// Throws DataError naming every wanted column that is missing or there more than once.
void check_columns(const Wish& wish, const std::vector<std::string>& known) {
  if (wish.present) *wish.present = known;
  std::string faults;
  for (const std::string& name : wish.columns) {
    const auto count = std::count(known.begin(), known.end(), name);
    if (count == 0) faults += "; " + unknown_name_message("column", name, known);
    if (count > 1) faults += fmt::format("; column \"{}\" is there {} times: rename one", name, count);
  }
  if (!faults.empty()) throw DataError(fmt::format("\"{}\": {}", wish.source, faults.substr(2)));
}

std::shared_ptr<arrow::Table> select_columns(const std::shared_ptr<arrow::Table>& table,
                                             std::span<const std::string> wanted, std::string_view doing) {
  if (wanted.empty()) return table;
  std::vector<int> indices;
  for (const std::string& name : wanted) indices.push_back(table->schema()->GetFieldIndex(name));
  return value_or_throw(table->SelectColumns(indices), doing);
}

/// Indices of the leaves that the wanted columns have in the file.
std::vector<int> wanted_leaves(const parquet::SchemaDescriptor& schema, std::span<const std::string> wanted) {
  std::vector<int> leaves;
  for (int i = 0; i < schema.num_columns(); ++i) {
    const std::string& root = schema.GetColumnRoot(i)->name();
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), root) != wanted.end()) leaves.push_back(i);
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

std::unique_ptr<parquet::arrow::FileReader> open_parquet(const Input& input, std::string_view doing) {
  auto raw = parquet::ParquetFileReader::Open(input);
  const auto properties = with_dictionaries(*raw->metadata()->schema());
  return value_or_throw(parquet::arrow::FileReader::Make(arrow::default_memory_pool(), std::move(raw), properties),
                        doing);
}

std::shared_ptr<arrow::Table> read_parquet(const Input& input, const Wish& wish, std::string_view doing) {
  try {
    const auto reader = open_parquet(input, doing);
    std::shared_ptr<arrow::Schema> schema;
    throw_unless_ok(reader->GetSchema(&schema), doing);
    check_columns(wish, schema->field_names());
    const auto leaves = wanted_leaves(*reader->parquet_reader()->metadata()->schema(), wish.columns);
    const auto table = value_or_throw(reader->ReadTable(leaves), doing);
    return select_columns(table, wish.columns, doing);
  } catch (const parquet::ParquetException& error) {
    throw FormatError(fmt::format("{}: {}", doing, error.what()));
  }
}

std::shared_ptr<arrow::Table> read_csv(const std::shared_ptr<arrow::io::InputStream>& input, const Wish& wish,
                                       std::string_view doing) {
  auto convert = arrow::csv::ConvertOptions::Defaults();
  for (const std::string& name : wish.text_columns) convert.column_types[name] = arrow::utf8();
  auto parse = arrow::csv::ParseOptions::Defaults();
  parse.newlines_in_values = true;
  const auto reader = value_or_throw(arrow::csv::TableReader::Make(arrow::io::default_io_context(), input,
                                                                   arrow::csv::ReadOptions::Defaults(), parse, convert),
                                     doing);
  const auto table = value_or_throw(reader->Read(), doing);
  check_columns(wish, table->schema()->field_names());
  return select_columns(table, wish.columns, doing);
}

}  // namespace

Table read_table(const std::string& source, std::span<const std::string> columns,
                 std::span<const std::string> text_columns, std::vector<std::string>* present) {
  const std::string doing = fmt::format("cannot read \"{}\"", source);
  const Input input = open_input(source, doing);
  const Format format = format_of(*input, source, doing);
  const Wish wish{source, columns, text_columns, present};
  if (format == Format::kParquet) {
    return table_from_arrow(*read_parquet(input, wish, doing), text_columns, false, source);
  }
  if (format == Format::kCsv) return table_from_arrow(*read_csv(input, wish, doing), text_columns, true, source);
  const auto codec = value_or_throw(arrow::util::Codec::Create(arrow::Compression::GZIP), doing);
  const auto plain = value_or_throw(arrow::io::CompressedInputStream::Make(codec.get(), input), doing);
  return table_from_arrow(*read_csv(plain, wish, doing), text_columns, true, source);
}

}  // namespace demandcast
