// Files told apart by their first bytes and given to the reader of their format.
// SPDX-License-Identifier: Apache-2.0
#include <arrow/util/compression.h>

#include "demandcast/data/arrow_readers.h"
#include "demandcast/data/arrow_status.h"

namespace demandcast {
namespace {

constexpr std::string_view kWanted = "wanted Parquet, Arrow IPC, or CSV with a header (plain, .gz or .zst)";

Table read_packed_csv(const TableInput& input, arrow::Compression::type compression, const TableWish& wish) {
  const auto codec = value_or_throw(arrow::util::Codec::Create(compression), wish.source);
  return read_csv(input, codec.get(), wish);
}

/// A stream begins with a mark, the length of its schema, and a table of that schema.
bool starts_arrow_stream(std::string_view head) { return head.size() > 8 && head.starts_with("\xFF\xFF\xFF\xFF"); }

/// Throws FormatError for bytes that are surely no CSV.
void check_text(std::string_view head, const std::string& source) {
  const auto refuse = [&](std::string_view found) {
    throw FormatError(fmt::format("cannot read \"{}\": {}", source, found));
  };
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) refuse("it is UTF-16 text; save it as UTF-8");
  if (head.starts_with("PK\x03\x04")) {
    refuse(fmt::format("it is a zip archive or an Excel sheet; {}: unpack it, or export the sheet as CSV", kWanted));
  }
  if (head.starts_with("FEA1")) refuse("it is Feather of version 1; write it as version 2, or as Parquet");
  if (source.ends_with(".parquet") || head.find('\0') != head.npos) {
    refuse(fmt::format("unknown format; {}: convert it, or copy it again", kWanted));
  }
}

}  // namespace

Table read_table(const std::string& source, std::span<const std::string> columns,
                 std::span<const std::string> text_columns, std::vector<std::string>* present) {
  constexpr std::int64_t kHead = 512;
  const TableInput input = open_table_input(source);
  const TableWish wish{source, columns, text_columns, present};
  const std::string head = head_of(input, kHead, nullptr, source);
  if (head.empty()) throw FormatError(fmt::format("cannot read \"{}\": the file is empty; {}", source, kWanted));
  if (head.starts_with("PAR1")) return read_parquet(input, wish);
  if (head.starts_with("ARROW1")) return read_arrow_ipc(input, false, wish);
  if (starts_arrow_stream(head)) return read_arrow_ipc(input, true, wish);
  if (head.starts_with("\x1f\x8b")) return read_packed_csv(input, arrow::Compression::GZIP, wish);
  if (head.starts_with("\x28\xb5\x2f\xfd")) return read_packed_csv(input, arrow::Compression::ZSTD, wish);
  check_text(head, source);
  return read_csv(input, nullptr, wish);
}

}  // namespace demandcast
