// The files of a folder put one under the other.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "demandcast/data/append_rows.h"
#include "demandcast/data/arrow_readers.h"
#include "demandcast/data/arrow_status.h"
#include "demandcast/data/part_files.h"

namespace demandcast {
namespace {

using Names = std::vector<std::string>;

bool in(const Names& names, const std::string& name) { return std::ranges::find(names, name) != names.end(); }

class FolderReader {
 public:
  FolderReader(const TableWish& wish, const std::vector<PartFile>& parts) : wish_(wish) {
    for (const auto& [key, value] : parts.front().partitions) keys_.push_back(key);
    std::ranges::copy_if(wish.columns, std::back_inserter(inside_), [&](const auto& name) { return !in(keys_, name); });
  }

  void add(const PartFile& part) {
    const TableInput input = open_table_input(part.path);
    const TableFormat format = table_format_of(input, part.path);
    if (!first_) first_ = &part;
    if (first_ == &part) format_ = format;
    if (format != format_) {
      throw FormatError(fmt::format("\"{}\" is of another format than \"{}\"; give files of one table in one format",
                                    part.path, first_->path));
    }
    Names present;
    Table rows = read_part(input, {part.path, inside_, wish_.text_columns, &present});
    for (const auto& [key, value] : part.partitions) {
      present.push_back(key);
      if (wish_.columns.empty() || in({wish_.columns.begin(), wish_.columns.end()}, key)) {
        rows.columns.push_back({key, TextColumn{{value}, std::vector<std::int32_t>(rows.row_count(), 0)}});
      }
    }
    if (first_ != &part) return append(rows, part.path);
    table_ = std::move(rows);
    if (wish_.present) *wish_.present = present;
  }

  Table finish() {
    Table ordered;
    if (wish_.columns.empty()) return std::move(table_);
    for (const std::string& name : wish_.columns) ordered.columns.push_back(std::move(*table_.find(name)));
    return ordered;
  }

 private:
  Table read_part(const TableInput& input, const TableWish& wish) const {
    if (!inside_.empty() || wish_.columns.empty()) return read_table_of(format_, input, wish);
    throw DataError(fmt::format("\"{}\": only partitions are wanted, no column of its files", wish_.source));
  }
  /// What a file says of itself must agree; the kinds of CSV columns are told from their fields.
  void append(const Table& rows, const std::string& path) {
    const bool typed = format_ != TableFormat::kCsv;
    append_rows(table_, rows, fmt::format("\"{}\"", path), typed ? KindPolicy::kSame : KindPolicy::kTextForNumbers);
  }

  const TableWish& wish_;
  Names keys_, inside_;
  const PartFile* first_ = nullptr;
  TableFormat format_ = TableFormat::kCsv;
  Table table_;
};

/// The blocks of one file after another, with the columns that its folders say.
class FolderBlocks final : public TableBlocks {
 public:
  explicit FolderBlocks(const TableWish& wish)
      : source_(wish.source),
        columns_(wish.columns.begin(), wish.columns.end()),
        text_columns_(wish.text_columns.begin(), wish.text_columns.end()),
        parts_(part_files(source_)) {
    for (const auto& [key, value] : parts_.front().partitions) keys_.push_back(key);
    std::ranges::copy_if(columns_, std::back_inserter(inside_), [&](const auto& name) { return !in(keys_, name); });
    if (inside_.empty() && !columns_.empty()) {
      throw DataError(fmt::format("\"{}\": only partitions are wanted, no column of its files", source_));
    }
    open(wish.present);
    rows_ = blocks_->row_estimate() * parts_.size();
  }

  std::optional<TableBlock> next() override {
    while (part_ < parts_.size()) {
      if (!blocks_) open(nullptr);
      if (auto block = blocks_->next()) return with_keys(std::move(*block));
      blocks_.reset();
      ++part_;
    }
    return std::nullopt;
  }
  std::size_t row_estimate() const override { return rows_; }

 private:
  void open(std::vector<std::string>* present) {
    const PartFile& part = parts_[part_];
    const TableInput input = open_table_input(part.path);
    const TableFormat format = table_format_of(input, part.path);
    if (part_ == 0) format_ = format;
    if (format != format_) {
      throw FormatError(fmt::format("\"{}\" is of another format than \"{}\"; give files of one table in one format",
                                    part.path, parts_.front().path));
    }
    blocks_ = table_blocks_of(format, input, {part.path, inside_, text_columns_, present});
    if (present) present->insert(present->end(), keys_.begin(), keys_.end());
  }

  TableBlock with_keys(TableBlock block) const {
    block.place = fmt::format("\"{}\"", parts_[part_].path);
    Table& rows = block.rows;
    for (const auto& [key, value] : parts_[part_].partitions) {
      if (!columns_.empty() && !in(columns_, key)) continue;
      rows.columns.push_back({key, TextColumn{{value}, std::vector<std::int32_t>(rows.row_count(), 0)}});
    }
    return block;
  }

  std::string source_;
  Names columns_, text_columns_, keys_, inside_;
  std::vector<PartFile> parts_;
  TableFormat format_ = TableFormat::kCsv;
  std::unique_ptr<TableBlocks> blocks_;
  std::size_t part_ = 0, rows_ = 0;
};

}  // namespace

std::unique_ptr<TableBlocks> folder_blocks(const TableWish& wish) { return std::make_unique<FolderBlocks>(wish); }

Table read_folder(const TableWish& wish) {
  const std::vector<PartFile> parts = part_files(wish.source);
  FolderReader reader(wish, parts);
  for (const PartFile& part : parts) reader.add(part);
  return reader.finish();
}

}  // namespace demandcast
