// Arrow IPC as files (.arrow, .feather) and as streams.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <arrow/ipc/api.h>

#include <algorithm>

#include "demandcast/data/arrow_readers.h"
#include "demandcast/data/table_from_arrow.h"

namespace demandcast {
namespace {

/// The value, or FormatError for a file that is not whole, in our words.
template <class T>
T whole(arrow::Result<T> result, const TableWish& wish) {
  if (!result.ok()) {
    throw FormatError(fmt::format("cannot read \"{}\": the Arrow IPC data are cut or damaged; copy or write them again",
                                  wish.source));
  }
  return result.MoveValueUnsafe();
}

/// Only the wanted columns are unpacked.
arrow::ipc::IpcReadOptions options_for(const arrow::Schema& schema, const std::vector<std::string>& names) {
  auto options = arrow::ipc::IpcReadOptions::Defaults();
  for (int i = 0; i < schema.num_fields(); ++i) {
    if (std::ranges::find(names, schema.field(i)->name()) != names.end()) options.included_fields.push_back(i);
  }
  return options;
}

std::shared_ptr<arrow::Table> file_table(const TableInput& input, const TableWish& wish) {
  using Reader = arrow::ipc::RecordBatchFileReader;
  const auto schema = whole(Reader::Open(input), wish)->schema();
  const auto options = options_for(*schema, wish.choose(schema->field_names()));
  const auto reader = whole(Reader::Open(input, options), wish);
  arrow::RecordBatchVector batches;
  for (int i = 0; i < reader->num_record_batches(); ++i) batches.push_back(whole(reader->ReadRecordBatch(i), wish));
  return whole(arrow::Table::FromRecordBatches(reader->schema(), batches), wish);
}

std::shared_ptr<arrow::Table> stream_table(const TableInput& input, const TableWish& wish) {
  using Reader = arrow::ipc::RecordBatchStreamReader;
  const auto bytes = [&] { return stream_of(input, nullptr, wish.source); };
  const auto schema = whole(Reader::Open(bytes()), wish)->schema();
  const auto options = options_for(*schema, wish.choose(schema->field_names()));
  const auto reader = whole(Reader::Open(bytes(), options), wish);
  return whole(reader->ToTable(), wish);
}

/// The batches of a file or stream, one at a time.
class IpcBlocks final : public TableBlocks {
 public:
  IpcBlocks(const TableInput& input, bool is_stream, const TableWish& wish)
      : source_(wish.source),
        columns_(wish.columns.begin(), wish.columns.end()),
        text_columns_(wish.text_columns.begin(), wish.text_columns.end()),
        wish_{source_, columns_, text_columns_} {
    if (is_stream) {
      open_stream(input, wish);
    } else {
      open_file(input, wish);
    }
  }

  std::optional<TableBlock> next() override {
    while (true) {
      const auto batch = next_batch();
      if (!batch) return std::nullopt;
      if (batch->num_rows() == 0) continue;
      whole(batch->ValidateFull().ok() ? arrow::Result<bool>(true) : arrow::Status::Invalid(""), wish_);
      const auto table = whole(arrow::Table::FromRecordBatches({batch}), wish_);
      return TableBlock{table_from_arrow(*select_columns(table, names_, source_), text_columns_, false, source_),
                        source_, KindPolicy::kSame};
    }
  }
  std::size_t row_estimate() const override { return rows_; }

 private:
  void open_file(const TableInput& input, const TableWish& wish) {
    using Reader = arrow::ipc::RecordBatchFileReader;
    const auto schema = whole(Reader::Open(input), wish)->schema();
    names_ = wish.choose(schema->field_names());
    file_ = whole(Reader::Open(input, options_for(*schema, names_)), wish);
    rows_ = static_cast<std::size_t>(whole(file_->CountRows(), wish));
  }
  void open_stream(const TableInput& input, const TableWish& wish) {
    using Reader = arrow::ipc::RecordBatchStreamReader;
    const auto schema = whole(Reader::Open(stream_of(input, nullptr, source_)), wish)->schema();
    names_ = wish.choose(schema->field_names());
    stream_ = whole(Reader::Open(stream_of(input, nullptr, source_), options_for(*schema, names_)), wish);
    const auto bytes = whole(input->GetSize(), wish);
    rows_ = static_cast<std::size_t>(bytes / (8 * std::max<std::int64_t>(1, std::ssize(names_))));
  }
  std::shared_ptr<arrow::RecordBatch> next_batch() {
    std::shared_ptr<arrow::RecordBatch> batch;
    if (file_ && batch_ < file_->num_record_batches()) batch = whole(file_->ReadRecordBatch(batch_++), wish_);
    if (stream_) batch = whole(stream_->Next(), wish_);
    return batch;
  }

  std::string source_;
  std::vector<std::string> columns_, text_columns_, names_;
  TableWish wish_;
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> file_;
  std::shared_ptr<arrow::ipc::RecordBatchStreamReader> stream_;
  std::size_t rows_ = 0;
  int batch_ = 0;
};

}  // namespace

std::unique_ptr<TableBlocks> arrow_ipc_blocks(const TableInput& input, bool is_stream, const TableWish& wish) {
  return std::make_unique<IpcBlocks>(input, is_stream, wish);
}

Table read_arrow_ipc(const TableInput& input, bool is_stream, const TableWish& wish) {
  const auto table = is_stream ? stream_table(input, wish) : file_table(input, wish);
  const auto valid = table->ValidateFull();
  whole(valid.ok() ? arrow::Result<bool>(true) : arrow::Result<bool>(valid), wish);
  const bool all = wish.columns.empty();
  const std::vector<std::string> names =
      all ? table->schema()->field_names() : std::vector<std::string>(wish.columns.begin(), wish.columns.end());
  return table_from_arrow(*select_columns(table, names, wish.source), wish.text_columns, false, wish.source);
}

}  // namespace demandcast
