// Files told apart by their first bytes and given to the reader of their format.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/util/compression.h>

#include <filesystem>

#include "demandcast/data/arrow_readers.h"
#include "demandcast/data/arrow_status.h"

namespace demandcast {
namespace {

constexpr std::string_view kWanted = "wanted Parquet, Arrow IPC, or CSV with a header (plain, .gz or .zst)";

constexpr std::int64_t kHead = 512;

/// What packs a file that starts with `head`.
std::unique_ptr<arrow::util::Codec> codec_of(std::string_view head, const std::string& source) {
  auto compression = arrow::Compression::UNCOMPRESSED;
  if (head.starts_with("\x1f\x8b")) compression = arrow::Compression::GZIP;
  if (head.starts_with("\x28\xb5\x2f\xfd")) compression = arrow::Compression::ZSTD;
  if (compression == arrow::Compression::UNCOMPRESSED) return nullptr;
  return value_or_throw(arrow::util::Codec::Create(compression), source);
}

/// A stream begins with a mark, the length of its schema, and a table of that schema.
bool starts_arrow_stream(std::string_view head) { return head.size() > 8 && head.starts_with("\xFF\xFF\xFF\xFF"); }

/// With a byte order mark, or with every second byte of its first letters 0.
bool is_utf16(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
  return head.size() >= 4 && (head[0] == '\0') != (head[1] == '\0') && (head[0] == '\0') == (head[2] == '\0') &&
         (head[1] == '\0') == (head[3] == '\0');
}

/// Throws FormatError for bytes that are surely no CSV.
void check_text(std::string_view head, const std::string& source) {
  const auto refuse = [&](std::string_view found) {
    throw FormatError(fmt::format("cannot read \"{}\": {}", source, found));
  };
  if (is_utf16(head)) refuse("it is UTF-16 text; save it as UTF-8");
  if (head.starts_with("PK\x03\x04")) {
    refuse(fmt::format("it is a zip archive or an Excel sheet; {}: unpack it, or export the sheet as CSV", kWanted));
  }
  if (head.starts_with("FEA1")) refuse("it is Feather of version 1; write it as version 2, or as Parquet");
  if (source.ends_with(".parquet") || head.find('\0') != head.npos) {
    refuse(fmt::format("unknown format; {}: convert it, or copy it again", kWanted));
  }
}

}  // namespace

TableFormat table_format_of(const TableInput& input, const std::string& source) {
  const std::string head = head_of(input, kHead, nullptr, source);
  if (head.empty()) throw FormatError(fmt::format("cannot read \"{}\": the file is empty; {}", source, kWanted));
  if (head.starts_with("PAR1")) return TableFormat::kParquet;
  if (head.starts_with("ARROW1")) return TableFormat::kArrowFile;
  if (starts_arrow_stream(head)) return TableFormat::kArrowStream;
  if (!codec_of(head, source)) check_text(head, source);
  return TableFormat::kCsv;
}

Table read_table_of(TableFormat format, const TableInput& input, const TableWish& wish) {
  if (format == TableFormat::kParquet) return read_parquet(input, wish);
  if (format == TableFormat::kArrowFile) return read_arrow_ipc(input, false, wish);
  if (format == TableFormat::kArrowStream) return read_arrow_ipc(input, true, wish);
  const auto codec = codec_of(head_of(input, kHead, nullptr, wish.source), wish.source);
  return read_csv(input, codec.get(), wish);
}

std::unique_ptr<TableBlocks> table_blocks_of(TableFormat format, const TableInput& input, const TableWish& wish) {
  if (format == TableFormat::kParquet) return parquet_blocks(input, wish);
  if (format == TableFormat::kArrowFile) return arrow_ipc_blocks(input, false, wish);
  if (format == TableFormat::kArrowStream) return arrow_ipc_blocks(input, true, wish);
  return csv_blocks(input, codec_of(head_of(input, kHead, nullptr, wish.source), wish.source), wish);
}

std::unique_ptr<TableBlocks> open_table_blocks(const std::string& source, std::span<const std::string> columns,
                                               std::span<const std::string> text_columns,
                                               std::vector<std::string>* present) {
  const TableWish wish{source, columns, text_columns, present};
  if (source != "-" && std::filesystem::is_directory(source)) return folder_blocks(wish);
  const TableInput input = open_table_input(source);
  return table_blocks_of(table_format_of(input, source), input, wish);
}

Table read_table(const std::string& source, std::span<const std::string> columns,
                 std::span<const std::string> text_columns, std::vector<std::string>* present) {
  const TableWish wish{source, columns, text_columns, present};
  if (source != "-" && std::filesystem::is_directory(source)) return read_folder(wish);
  const TableInput input = open_table_input(source);
  return read_table_of(table_format_of(input, source), input, wish);
}

}  // namespace demandcast
