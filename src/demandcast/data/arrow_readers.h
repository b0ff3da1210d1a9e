// Tables from open files of each format; private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/arrow_input.h"
#include "demandcast/data/table.h"
#include "demandcast/data/table_blocks.h"
#include "demandcast/data/table_wish.h"

namespace demandcast {

enum class TableFormat { kParquet, kArrowFile, kArrowStream, kCsv };

/// The format of a file, told by its first bytes; compressed files are taken for CSV. Throws FormatError for an empty
/// file and for bytes that are surely none of these, with what they are.
TableFormat table_format_of(const TableInput& input, const std::string& source);

/// The wanted columns of a file of `format`, by the readers below.
Table read_table_of(TableFormat format, const TableInput& input, const TableWish& wish);

/// The same rows, block by block.
std::unique_ptr<TableBlocks> table_blocks_of(TableFormat format, const TableInput& input, const TableWish& wish);
std::unique_ptr<TableBlocks> parquet_blocks(const TableInput& input, const TableWish& wish);
std::unique_ptr<TableBlocks> arrow_ipc_blocks(const TableInput& input, bool is_stream, const TableWish& wish);
std::unique_ptr<TableBlocks> csv_blocks(const TableInput& input, std::shared_ptr<arrow::util::Codec> codec,
                                        const TableWish& wish);
std::unique_ptr<TableBlocks> folder_blocks(const TableWish& wish);

/// The wanted columns of all files in the folder `wish.source`, of one format, one under the other in order of their
/// paths; folders called name=value on the way are columns of text. Throws FormatError (no file, several formats),
/// DataError for columns of other kinds than in the first file, and what the readers throw.
Table read_folder(const TableWish& wish);

/// The wanted columns of a Parquet file. Throws FormatError (cut, damaged) or what TableWish::choose throws.
Table read_parquet(const TableInput& input, const TableWish& wish);

/// The wanted columns of an Arrow IPC file (also called Feather, version 2), or of an IPC stream; buffers may be
/// compressed by LZ4 or Zstandard. Throws FormatError (cut, damaged) or what TableWish::choose throws.
Table read_arrow_ipc(const TableInput& input, bool is_stream, const TableWish& wish);

/// The wanted columns of a CSV file, unpacked by `codec` unless that is null. Throws FormatError for rows with more or
/// fewer fields than the header, with the first one, for bytes that are no UTF-8, and for a stream that is cut.
Table read_csv(const TableInput& input, arrow::util::Codec* codec, const TableWish& wish);

}  // namespace demandcast
