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
#include <optional>
#include <unordered_set>

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

/// Values of a fixed width: the memory of `values` itself where none is null, so that the array lives no longer.
template <class Builder, class Values, class IsNull>
ArrayPointer build(Builder&& builder, const Values& values, IsNull is_null) {
  if (std::ranges::none_of(values, is_null)) {
    const auto count = static_cast<std::int64_t>(values.size());
    return arrow::MakeArray(arrow::ArrayData::Make(builder.type(), count, {nullptr, arrow::Buffer::Wrap(values)}, 0));
  }
  throw_unless_ok(builder.Reserve(static_cast<std::int64_t>(values.size())), kBuilding);
  for (const auto& value : values) {
    if (is_null(value)) {
      builder.UnsafeAppendNull();
    } else {
      builder.UnsafeAppend(value);
    }
  }
  return value_or_throw(builder.Finish(), kBuilding);
}

ArrayPointer build_texts(const std::vector<std::string>& texts) {
  arrow::StringBuilder builder;
  throw_unless_ok(builder.AppendValues(texts), kBuilding);
  return value_or_throw(builder.Finish(), kBuilding);
}

struct ToArrow {
  ArrayPointer operator()(const TextColumn& column) const {
    const auto dictionary = build_texts(column.dictionary);
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
    throw_unless_ok(days.Reserve(std::ssize(column.times)), kBuilding);
    for (const Timestamp time : column.times) {
      if (none(time)) {
        days.UnsafeAppendNull();
      } else {
        days.UnsafeAppend(static_cast<std::int32_t>(time / kDaySeconds));
      }
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

/// Where tables of one schema go, one after another.
class Content {
 public:
  virtual ~Content() = default;
  virtual void add(const arrow::Table& table) = 0;
  virtual void close() = 0;
};

/// Whether the first numbers of a column hardly repeat, so that a dictionary of them would be work for nothing.
bool hardly_repeats(const arrow::ChunkedArray& column) {
  constexpr std::int64_t kLookedAt = 4'096;
  if (column.type()->id() != arrow::Type::DOUBLE || column.length() == 0) return false;
  const auto& numbers = static_cast<const arrow::DoubleArray&>(*column.chunk(0));
  const std::int64_t count = std::min(kLookedAt, numbers.length());
  std::unordered_set<double> different;
  for (std::int64_t row = 0; row < count; ++row) {
    if (numbers.IsValid(row)) different.insert(numbers.Value(row));
  }
  return 2 * std::ssize(different) > count;
}

class ParquetContent final : public Content {
 public:
  /// For rows like the first ones.
  ParquetContent(Output output, const arrow::Table& first, std::string_view doing) : doing_(doing) {
    parquet::WriterProperties::Builder properties;
    properties.compression(arrow::Compression::ZSTD);
    for (int i = 0; i < first.num_columns(); ++i) {
      if (hardly_repeats(*first.column(i))) properties.disable_dictionary(first.field(i)->name());
    }
    guarded([&] {
      writer_ = value_or_throw(parquet::arrow::FileWriter::Open(*first.schema(), arrow::default_memory_pool(),
                                                                std::move(output), properties.build()),
                               doing_);
    });
  }
  void add(const arrow::Table& table) override {
    guarded([&] { throw_unless_ok(writer_->WriteTable(table, kRowGroup), doing_); });
  }
  void close() override {
    guarded([&] { throw_unless_ok(writer_->Close(), doing_); });
  }

 private:
  template <class Work>
  void guarded(Work work) const {
    try {
      work();
    } catch (const parquet::ParquetException& error) {
      throw FormatError(fmt::format("{}: {}", doing_, error.what()));
    }
  }
  std::string doing_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
};

class CsvContent final : public Content {
 public:
  CsvContent(Output output, bool packed, std::string_view doing) : doing_(doing), output_(std::move(output)) {
    if (!packed) return;
    codec_ = value_or_throw(arrow::util::Codec::Create(arrow::Compression::GZIP), doing_);
    output_ = value_or_throw(arrow::io::CompressedOutputStream::Make(codec_.get(), output_), doing_);
  }
  void add(const arrow::Table& table) override {
    auto options = arrow::csv::WriteOptions::Defaults();
    options.include_header = !headed_;
    throw_unless_ok(arrow::csv::WriteCSV(table, options, output_.get()), doing_);
    headed_ = true;
  }
  void close() override {
    if (codec_) throw_unless_ok(output_->Close(), doing_);
  }

 private:
  std::string doing_;
  std::unique_ptr<arrow::util::Codec> codec_;
  Output output_;
  bool headed_ = false;
};

/// What is written to it goes to standard output when `send` is called.
class StandardOutput {
 public:
  explicit StandardOutput(std::string_view doing)
      : doing_(doing), buffer_(value_or_throw(arrow::io::BufferOutputStream::Create(), doing)) {}
  const std::shared_ptr<arrow::io::BufferOutputStream>& stream() const { return buffer_; }
  void send() {
    const auto bytes = value_or_throw(buffer_->Finish(), doing_);
    std::cout.write(reinterpret_cast<const char*>(bytes->data()), bytes->size()).flush();
    if (!std::cout) throw WriteError(fmt::format("{}: standard output is closed or full", doing_));
    throw_unless_ok(buffer_->Reset(), doing_);
  }

 private:
  std::string doing_;
  std::shared_ptr<arrow::io::BufferOutputStream> buffer_;
};

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

struct TableWriter::State {
  std::string doing, format;
  std::optional<StandardOutput> standard_output;
  std::optional<AtomicFile> file;
  Output output;
  std::unique_ptr<Content> content;
  std::shared_ptr<arrow::Schema> schema;

  std::unique_ptr<Content> make_content(const arrow::Table& first) const {
    if (format == "parquet") return std::make_unique<ParquetContent>(output, first, doing);
    return std::make_unique<CsvContent>(output, format == "csv.gz", doing);
  }
  void add(const Table& table) {
    auto content_table = to_arrow(table, doing);
    if (!content) {
      schema = content_table->schema();
      content = make_content(*content_table);
    }
    if (!content_table->schema()->Equals(*schema)) {
      throw FormatError(fmt::format("{}: rows of other columns than those before", doing));
    }
    content->add(*content_table);
    if (standard_output) standard_output->send();
  }
};

TableWriter::TableWriter(const std::string& destination, std::string_view wanted) : state_(std::make_unique<State>()) {
  state_->doing = fmt::format("cannot write \"{}\"", destination);
  state_->format = table_format(destination, wanted);
  if (destination == "-") {
    state_->standard_output.emplace(state_->doing);
    state_->output = state_->standard_output->stream();
    return;
  }
  state_->file.emplace(destination);
  state_->output = value_or_throw(arrow::io::FileOutputStream::Open(state_->file->path().string()), state_->doing);
}

TableWriter::~TableWriter() = default;

void TableWriter::add(const Table& table) {
  try {
    state_->add(table);
  } catch (const FormatError& error) {  // what Arrow says of a disk that is full
    if (state_->standard_output) throw;
    throw WriteError(fmt::format("{}; nothing was written", error.what()));
  }
}

void TableWriter::commit() {
  try {
    if (state_->content) state_->content->close();
    if (!state_->standard_output && !state_->output->closed()) throw_unless_ok(state_->output->Close(), state_->doing);
  } catch (const FormatError& error) {
    throw WriteError(fmt::format("{}; nothing was written", error.what()));
  }
  if (state_->file) state_->file->commit();
}

void write_table(const Table& table, const std::string& destination, std::string_view format) {
  TableWriter writer(destination, format);
  writer.add(table);
  writer.commit();
}

}  // namespace demandcast
