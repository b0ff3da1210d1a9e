// Tables written as Parquet or CSV, whole or not at all.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <arrow/csv/writer.h>
#include <arrow/io/api.h>
#include <arrow/util/compression.h>
#include <parquet/arrow/writer.h>
#include <parquet/exception.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "demandcast/core/atomic_file.h"
#include "demandcast/data/arrow_status.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using ArrayPointer = std::shared_ptr<arrow::Array>;
using Output = std::shared_ptr<arrow::io::OutputStream>;

constexpr std::int64_t kRowGroup = 1 << 20;
constexpr Timestamp kDaySeconds = 86400;
constexpr std::string_view kBuilding = "cannot build a column";

template <class Builder, class Values, class IsNull>
ArrayPointer build(Builder&& builder, const Values& values, IsNull is_null) {
  throw_unless_ok(builder.Reserve(static_cast<std::int64_t>(values.size())), kBuilding);
  for (const auto& value : values)
    throw_unless_ok(is_null(value) ? builder.AppendNull() : builder.Append(value), kBuilding);
  return value_or_throw(builder.Finish(), kBuilding);
}

struct ToArrow {
  ArrayPointer operator()(const TextColumn& column) const {
    const auto never = [](const std::string&) { return false; };
    const auto dictionary = build(arrow::StringBuilder(), column.dictionary, never);
    const auto codes = build(arrow::Int32Builder(), column.codes, [](std::int32_t code) { return code < 0; });
    const auto type = arrow::dictionary(arrow::int32(), arrow::utf8());
    return value_or_throw(arrow::DictionaryArray::FromArrays(type, codes, dictionary), kBuilding);
  }
  ArrayPointer operator()(const TimeColumn& column) const {
    const auto none = [](Timestamp time) { return time == TimeColumn::kNoTime; };
    const auto at_midnight = [&](Timestamp time) { return none(time) || time % kDaySeconds == 0; };
    if (!std::all_of(column.times.begin(), column.times.end(), at_midnight)) {
      return build(arrow::TimestampBuilder(arrow::timestamp(arrow::TimeUnit::SECOND), arrow::default_memory_pool()),
                   column.times, none);
    }
    arrow::Date32Builder days;
    for (const Timestamp time : column.times) {
      throw_unless_ok(none(time) ? days.AppendNull() : days.Append(static_cast<std::int32_t>(time / kDaySeconds)),
                      kBuilding);
    }
    return value_or_throw(days.Finish(), kBuilding);
  }
  ArrayPointer operator()(const IntegerColumn& column) const {
    return build(arrow::Int64Builder(), column.values,
                 [](std::int64_t value) { return value == IntegerColumn::kNoInteger; });
  }
  ArrayPointer operator()(const NumberColumn& column) const {
    return build(arrow::DoubleBuilder(), column.values, [](double value) { return std::isnan(value); });
  }
  ArrayPointer operator()(const VectorColumn& column) const {
    const auto numbers = build(arrow::FloatBuilder(), column.values, [](float) { return false; });
    return value_or_throw(arrow::FixedSizeListArray::FromArrays(numbers, std::max(column.width, 1)), kBuilding);
  }
};

std::shared_ptr<arrow::Table> to_arrow(const Table& table, std::string_view doing) {
  std::vector<std::shared_ptr<arrow::Field>> fields;
  std::vector<ArrayPointer> arrays;
  for (const TableColumn& column : table.columns) {
    if (column.size() != table.row_count()) {
      throw FormatError(fmt::format("{}: column \"{}\" has {} rows, \"{}\" has {}", doing, column.name, column.size(),
                                    table.columns.front().name, table.row_count()));
    }
    arrays.push_back(std::visit(ToArrow{}, column.values));
    fields.push_back(arrow::field(column.name, arrays.back()->type()));
  }
  return arrow::Table::Make(arrow::schema(fields), arrays, static_cast<std::int64_t>(table.row_count()));
}

void write_parquet(const arrow::Table& table, const Output& output, std::string_view doing) {
  const auto properties = parquet::WriterProperties::Builder().compression(arrow::Compression::ZSTD)->build();
  try {
    throw_unless_ok(parquet::arrow::WriteTable(table, arrow::default_memory_pool(), output, kRowGroup, properties),
                    doing);
  } catch (const parquet::ParquetException& error) {
    throw FormatError(fmt::format("{}: {}", doing, error.what()));
  }
}

void write_csv(const arrow::Table& table, const Output& output, std::string_view doing) {
  throw_unless_ok(arrow::csv::WriteCSV(table, arrow::csv::WriteOptions::Defaults(), output.get()), doing);
}

void write_gzipped_csv(const arrow::Table& table, const Output& output, std::string_view doing) {
  const auto codec = value_or_throw(arrow::util::Codec::Create(arrow::Compression::GZIP), doing);
  const auto packed = value_or_throw(arrow::io::CompressedOutputStream::Make(codec.get(), output), doing);
  write_csv(table, packed, doing);
  throw_unless_ok(packed->Close(), doing);
}

void write_content(const arrow::Table& table, const std::string& format, const std::string& file,
                   std::string_view doing) {
  const auto output = value_or_throw(arrow::io::FileOutputStream::Open(file), doing);
  if (format == "parquet") write_parquet(table, output, doing);
  if (format == "csv") write_csv(table, output, doing);
  if (format == "csv.gz") write_gzipped_csv(table, output, doing);
  if (!output->closed()) throw_unless_ok(output->Close(), doing);
}

void write_to_stdout(const arrow::Table& table, std::string_view doing) {
  const auto output = value_or_throw(arrow::io::BufferOutputStream::Create(), doing);
  write_csv(table, output, doing);
  const auto buffer = value_or_throw(output->Finish(), doing);
  std::cout.write(reinterpret_cast<const char*>(buffer->data()), buffer->size()).flush();
  if (!std::cout) throw WriteError(fmt::format("{}: standard output is closed or full", doing));
}

}  // namespace

std::string table_format(const std::string& destination, std::string_view format) {
  if (destination == "-") {
    if (format.empty() || format == "csv") return "csv";
    throw ConfigError(fmt::format("format \"{}\": only csv goes to standard output; name a file", format));
  }
  constexpr std::string_view kFormats[] = {"csv", "csv.gz", "parquet"};
  for (const std::string_view known : kFormats) {
    if (format == known || (format.empty() && destination.ends_with(fmt::format(".{}", known)))) {
      return std::string(known);
    }
  }
  if (!format.empty()) throw ConfigError(fmt::format("unknown format \"{}\"; wanted parquet, csv or csv.gz", format));
  throw ConfigError(fmt::format("cannot write \"{}\": unknown ending; wanted .parquet, .csv or .csv.gz", destination));
}

void write_table(const Table& table, const std::string& destination, std::string_view wanted) {
  const std::string doing = fmt::format("cannot write \"{}\"", destination);
  const std::string format = table_format(destination, wanted);
  const auto content = to_arrow(table, doing);
  if (destination == "-") return write_to_stdout(*content, doing);
  AtomicFile file(destination);
  try {
    write_content(*content, format, file.path().string(), doing);
  } catch (const FormatError& error) {  // what Arrow says of a disk that is full
    throw WriteError(fmt::format("{}; nothing was written", error.what()));
  }
  file.commit();
}

}  // namespace demandcast
