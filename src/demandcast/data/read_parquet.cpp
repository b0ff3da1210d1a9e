// Parquet decoded by Arrow, whole or block by block, texts with the dictionaries of the file.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/api.h>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>
#include <parquet/file_reader.h>
#include <parquet/schema.h>

#include <algorithm>
#include <numeric>

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

bool is_flat_text(const parquet::ColumnDescriptor& column) {
  return column.path()->ToDotVector().size() == 1 && column.logical_type()->is_string();
}

/// Whether the words are too many for a dictionary, so that pages of plain texts follow it.
bool outgrows_dictionary(const parquet::FileMetaData& metadata, int column) {
  if (metadata.num_row_groups() == 0) return false;
  const auto chunk = metadata.RowGroup(0)->ColumnChunk(column);
  return std::ranges::any_of(chunk->encoding_stats(), [](const parquet::PageEncodingStats& pages) {
    const bool data =
        pages.page_type == parquet::PageType::DATA_PAGE || pages.page_type == parquet::PageType::DATA_PAGE_V2;
    return data && pages.encoding != parquet::Encoding::RLE_DICTIONARY &&
           pages.encoding != parquet::Encoding::PLAIN_DICTIONARY;
  });
}

/// One file and the columns wanted of it; what Arrow complains of becomes one message.
class ParquetTable {
 public:
  /// Read in blocks, texts come with the dictionary that the file holds only where they all are in it.
  ParquetTable(const TableInput& input, const TableWish& wish, bool in_blocks)
      : source_(wish.source), text_columns_(wish.text_columns.begin(), wish.text_columns.end()) {
    guarded([&] {
      parquet::ReaderProperties bytes;
      if (in_blocks) bytes.enable_buffered_stream();
      auto raw = parquet::ParquetFileReader::Open(input, bytes);
      const auto metadata = raw->metadata();
      parquet::ArrowReaderProperties properties;
      properties.set_pre_buffer(!in_blocks);
      properties.set_batch_size(TableBlocks::kBlockRows);
      for (int i = 0; i < metadata->schema()->num_columns(); ++i) {
        const bool whole = !in_blocks || !outgrows_dictionary(*metadata, i);
        if (whole && is_flat_text(*metadata->schema()->Column(i))) properties.set_read_dictionary(i, true);
      }
      check(parquet::arrow::FileReader::Make(arrow::default_memory_pool(), std::move(raw), properties).Value(&reader_));
      std::shared_ptr<arrow::Schema> schema;
      check(reader_->GetSchema(&schema));
      names_ = wish.choose(schema->field_names());
      leaves_ = leaves_of(*metadata->schema(), names_);
      rows_ = static_cast<std::size_t>(metadata->num_rows());
    });
  }

  Table read() {
    std::shared_ptr<arrow::Table> table;
    guarded([&] { check(reader_->ReadTable(leaves_).Value(&table)); });
    return ours(table);
  }

  /// Nothing after the last row.
  std::optional<Table> next() {
    std::shared_ptr<arrow::RecordBatch> batch;
    guarded([&] {
      if (!batches_) check(reader_->GetRecordBatchReader(row_groups(), leaves_).Value(&batches_));
      do {
        check(batches_->ReadNext(&batch));
      } while (batch && batch->num_rows() == 0);
    });
    if (!batch) return std::nullopt;
    return ours(arrow::Table::FromRecordBatches({batch}).ValueOrDie());
  }
  std::size_t row_count() const { return rows_; }
  const std::string& source() const { return source_; }

 private:
  void check(const arrow::Status& status) const {
    if (!status.ok()) throw FormatError(refusal(status.message(), status.IsNotImplemented()));
  }
  /// What `told`, the words of Arrow, means for whoever wrote the file.
  std::string refusal(std::string_view told, bool not_able) const {
    constexpr std::size_t kShown = 120;
    const auto says = [&](std::string_view words) { return told.find(words) != told.npos; };
    told = told.substr(0, std::min(told.find('\n'), kShown));
    if (says("magic bytes") || says("footer")) {
      return fmt::format("cannot read \"{}\": the Parquet file is cut: its end is missing; copy it again", source_);
    }
    if (not_able || says("Not yet implemented") || says("not built") || says("encrypt")) {
      return fmt::format("cannot read \"{}\": the Parquet file holds what cannot be read here ({}); write it plainly",
                         source_, told);
    }
    return fmt::format("cannot read \"{}\": the Parquet file is damaged ({}); copy or write it again", source_, told);
  }
  template <class Work>
  void guarded(Work work) const {
    try {
      work();
    } catch (const parquet::ParquetException& error) {
      throw FormatError(refusal(error.what(), false));
    }
  }
  Table ours(const std::shared_ptr<arrow::Table>& table) const {
    return table_from_arrow(*select_columns(table, names_, fmt::format("cannot read \"{}\"", source_)), text_columns_,
                            false, source_);
  }
  std::vector<int> row_groups() const {
    std::vector<int> groups(static_cast<std::size_t>(reader_->num_row_groups()));
    std::iota(groups.begin(), groups.end(), 0);
    return groups;
  }

  std::string source_;
  std::vector<std::string> text_columns_, names_;
  std::vector<int> leaves_;
  std::size_t rows_ = 0;
  std::unique_ptr<parquet::arrow::FileReader> reader_;
  std::unique_ptr<arrow::RecordBatchReader> batches_;
};

class ParquetBlocks final : public TableBlocks {
 public:
  ParquetBlocks(const TableInput& input, const TableWish& wish) : table_(input, wish, true) {}
  std::optional<TableBlock> next() override {
    auto rows = table_.next();
    if (!rows) return std::nullopt;
    return TableBlock{std::move(*rows), table_.source(), KindPolicy::kSame};
  }
  std::size_t row_estimate() const override { return table_.row_count(); }

 private:
  ParquetTable table_;
};

}  // namespace

Table read_parquet(const TableInput& input, const TableWish& wish) { return ParquetTable(input, wish, false).read(); }

std::unique_ptr<TableBlocks> parquet_blocks(const TableInput& input, const TableWish& wish) {
  return std::make_unique<ParquetBlocks>(input, wish);
}

}  // namespace demandcast
