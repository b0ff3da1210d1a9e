// Rows of tables as bytes on their way through temporary files; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/keyed_rows.h"
#include "demandcast/data/table_blocks.h"
#include "demandcast/data/word_list.h"

namespace demandcast {

/// Writes chosen rows of one block, each chunk with the words that it uses.
class ChunkWriter {
 public:
  /// The rows are `first_row`, ... of their file, which is that of future values where `plans`.
  ChunkWriter(const Table& block, std::int64_t first_row, bool plans);
  /// Appends a chunk of the rows to `bytes`.
  void append(std::span<const std::uint32_t> rows, std::string& bytes);

 private:
  void append_texts(std::size_t column, std::span<const std::uint32_t> rows, std::string& bytes);

  /// The number that a word of the block has in a chunk.
  struct Word {
    std::uint32_t chunk = 0;
    std::uint32_t code = 0;
  };
  const Table& block_;
  std::int64_t first_row_;
  bool plans_;
  std::uint32_t chunk_ = 0;
  std::vector<std::vector<Word>> words_;  ///< [column, word]; empty for columns that are no text
};

/// Puts chunks together again.
class ChunkReader {
 public:
  /// Columns come with the names given and the kinds that they have in the whole table.
  ChunkReader(const std::vector<std::string>& names, const TableKinds& kinds);
  /// Takes the chunks in `bytes` that are, or are not, of future values.
  void add(std::string_view bytes, bool plans);
  std::size_t row_count() const { return in_file_.size(); }
  /// Distinct texts of the first column so far.
  std::size_t id_count() const { return words_.front().size(); }
  Table take_table();
  std::vector<std::int64_t> take_row_numbers() { return std::move(in_file_); }

 private:
  std::string_view add_column(std::string_view bytes, std::size_t rows, std::size_t column);

  const TableKinds& kinds_;
  Table table_;                  ///< dictionaries are in words_
  std::vector<WordList> words_;  ///< [column]
  std::vector<std::int64_t> in_file_;
};

}  // namespace demandcast
