// Fields cut by Arrow, and given their kinds by us: only so can a message show the text that was not understood.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <arrow/csv/api.h>

#include <algorithm>

#include "demandcast/data/arrow_readers.h"
#include "demandcast/data/arrow_status.h"
#include "demandcast/data/csv_dialect.h"
#include "demandcast/data/csv_from_arrow.h"

namespace demandcast {
namespace {

constexpr std::int64_t kHead = 1 << 20;

/// Rows that do not have the header's number of fields.
struct RaggedRows {
  std::int64_t count = 0, first = 0;
  int fields = 0, wanted = 0;
  std::string text;

  /// Takes them out of what Arrow cuts.
  arrow::csv::InvalidRowHandler handler() {
    return [this](const arrow::csv::InvalidRow& row) {
      add(row);
      return arrow::csv::InvalidRowResult::Skip;
    };
  }
  void add(const arrow::csv::InvalidRow& row) {
    constexpr std::size_t kShown = 60;
    if (count++ > 0) return;
    first = row.number - 1;  // the header is row 1 there
    fields = row.actual_columns;
    wanted = row.expected_columns;
    text = row.text.substr(0, kShown);
    std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  }
  void refuse(const std::string& source, char separator) const {
    if (count == 0) return;
    throw FormatError(fmt::format(
        "\"{}\": row {} has {} {} where the header has {}: {} ({} such rows in all); the fields are cut by \"{}\": put "
        "texts that hold it in double quotes, close every quote, and write the missing fields",
        source, first, fields, fields == 1 ? "field" : "fields", wanted, text, count,
        separator == '\t' ? "\\t" : std::string(1, separator)));
  }
};

/// How fields are cut and left as the texts that they are.
struct CutOptions {
  arrow::csv::ReadOptions read = arrow::csv::ReadOptions::Defaults();
  arrow::csv::ParseOptions parse = arrow::csv::ParseOptions::Defaults();
  arrow::csv::ConvertOptions convert = arrow::csv::ConvertOptions::Defaults();

  CutOptions(const TableWish& wish, char separator, const std::vector<std::string>& names, RaggedRows& ragged) {
    read.use_threads = false;  // only so are rows numbered
    parse.delimiter = separator;
    parse.newlines_in_values = true;
    parse.invalid_row_handler = ragged.handler();
    convert.check_utf8 = false;
    if (!wish.columns.empty()) convert.include_columns = names;
    for (const std::string& name : names) convert.column_types[name] = arrow::utf8();
  }
};

/// The value that Arrow gives, unless rows were ragged or could not be told apart.
template <class T>
T cut_or_refuse(arrow::Result<T> result, const RaggedRows& ragged, const TableWish& wish, char separator) {
  ragged.refuse(wish.source, separator);
  if (!result.ok()) {
    throw FormatError(
        fmt::format("cannot read \"{}\": its rows cannot be told apart; look for a double quote that is "
                    "never closed, or for a compressed file that is cut",
                    wish.source));
  }
  return result.MoveValueUnsafe();
}

std::shared_ptr<arrow::Table> cut_fields(const std::shared_ptr<arrow::io::InputStream>& input, const TableWish& wish,
                                         char separator, const std::vector<std::string>& names) {
  RaggedRows ragged;
  const CutOptions options(wish, separator, names, ragged);
  auto reader = arrow::csv::TableReader::Make(arrow::io::default_io_context(), input, options.read, options.parse,
                                              options.convert);
  auto table = reader.ok() ? (*reader)->Read() : arrow::Result<std::shared_ptr<arrow::Table>>(reader.status());
  return cut_or_refuse(std::move(table), ragged, wish, separator);
}

std::string place_of(const TableWish& wish, const std::string& column) {
  return fmt::format("\"{}\", column \"{}\"", wish.source, column);
}

/// The file is passed over until the kinds of its columns are settled, and then once more.
class CsvBlocks final : public TableBlocks {
 public:
  CsvBlocks(TableInput input, std::shared_ptr<arrow::util::Codec> codec, const TableWish& wish)
      : input_(std::move(input)),
        codec_(std::move(codec)),
        source_(wish.source),
        columns_(wish.columns.begin(), wish.columns.end()),
        text_columns_(wish.text_columns.begin(), wish.text_columns.end()),
        wish_{source_, columns_, text_columns_} {
    const CsvDialect dialect = find_csv_dialect(head_of(input_, kHead, codec_.get(), source_));
    names_ = wish.choose(dialect.header);
    separator_ = dialect.separator;
    for (const std::string& name : names_) kinds_.emplace_back(wish_.is_text(name), separator_ != ',');
    while (!settle_kinds()) continue;
    open();
  }

  std::optional<TableBlock> next() override {
    const auto batch = next_batch();
    if (!batch) return std::nullopt;
    TableBlock block{{}, source_, KindPolicy::kTextForNumbers};
    for (int i = 0; i < batch->num_columns(); ++i) {
      const CsvKindFinder& kind = kinds_[static_cast<std::size_t>(i)];
      const std::string place = place_of(wish_, names_[static_cast<std::size_t>(i)]);
      auto values = csv_values(fields(*batch, i, place), kind.kind(), kind.decimal_comma());
      if (!values) throw FormatError(fmt::format("{}: the file changed while it was read", place));
      block.rows.columns.push_back({names_[static_cast<std::size_t>(i)], std::move(*values)});
    }
    rows_read_ += batch->num_rows();
    return block;
  }
  std::size_t row_estimate() const override { return static_cast<std::size_t>(rows_); }

 private:
  void open() {
    rows_read_ = 0;
    CutOptions options(wish_, separator_, names_, ragged_);
    options.read.block_size = kBlockBytes;
    reader_ = cut_or_refuse(
        arrow::csv::StreamingReader::Make(arrow::io::default_io_context(), stream_of(input_, codec_.get(), source_),
                                          options.read, options.parse, options.convert),
        ragged_, wish_, separator_);
  }
  /// Null at the end.
  std::shared_ptr<arrow::RecordBatch> next_batch() {
    while (true) {
      std::shared_ptr<arrow::RecordBatch> batch;
      const arrow::Status status = reader_->ReadNext(&batch);
      if (!status.ok() || !batch) {
        cut_or_refuse(status.ok() ? arrow::Result<bool>(true) : arrow::Result<bool>(status), ragged_, wish_,
                      separator_);
        return nullptr;
      }
      if (batch->num_rows() > 0) return batch;
    }
  }
  CsvFields fields(const arrow::RecordBatch& batch, int column, const std::string& place) const {
    return {std::make_shared<arrow::ChunkedArray>(batch.column(column)), separator_ != ',',
            wish_.is_text(names_[static_cast<std::size_t>(column)]), place, rows_read_};
  }
  bool settle_kinds() {
    open();
    for (CsvKindFinder& kind : kinds_) kind.start_pass();
    while (const auto batch = next_batch()) {
      for (int i = 0; i < batch->num_columns(); ++i) {
        const std::string place = place_of(wish_, names_[static_cast<std::size_t>(i)]);
        kinds_[static_cast<std::size_t>(i)].add(fields(*batch, i, place));
      }
      rows_read_ += batch->num_rows();
    }
    rows_ = rows_read_;
    return std::ranges::all_of(kinds_, &CsvKindFinder::is_settled);
  }

  static constexpr std::int32_t kBlockBytes = 8 << 20;
  TableInput input_;
  std::shared_ptr<arrow::util::Codec> codec_;
  std::string source_;
  std::vector<std::string> columns_, text_columns_, names_;
  TableWish wish_;
  char separator_ = ',';
  std::vector<CsvKindFinder> kinds_;  ///< [name]
  RaggedRows ragged_;
  std::shared_ptr<arrow::csv::StreamingReader> reader_;
  std::int64_t rows_ = 0, rows_read_ = 0;
};

}  // namespace

std::unique_ptr<TableBlocks> csv_blocks(const TableInput& input, std::shared_ptr<arrow::util::Codec> codec,
                                        const TableWish& wish) {
  return std::make_unique<CsvBlocks>(input, std::move(codec), wish);
}

Table read_csv(const TableInput& input, arrow::util::Codec* codec, const TableWish& wish) {
  const CsvDialect dialect = find_csv_dialect(head_of(input, kHead, codec, wish.source));
  const std::vector<std::string> names = wish.choose(dialect.header);
  const auto cut = cut_fields(stream_of(input, codec, wish.source), wish, dialect.separator, names);
  Table table;
  for (int i = 0; i < cut->num_columns(); ++i) {
    const std::string& name = cut->field(i)->name();
    const std::string place = place_of(wish, name);
    table.columns.push_back({name, csv_column({cut->column(i), dialect.separator != ',', wish.is_text(name), place})});
  }
  return table;
}

}  // namespace demandcast
