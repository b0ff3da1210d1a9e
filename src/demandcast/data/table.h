// A table in memory and on disk: named columns of one length. The common coin of readers and writers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "demandcast/core/error.h"
#include "demandcast/data/frequency.h"

namespace demandcast {

/// Text with repeats: a dictionary and an index per row; -1 = null.
struct TextColumn {
  std::vector<std::string> dictionary;
  std::vector<std::int32_t> codes;
  bool decimal_comma = false;  ///< numbers among the texts are written as "12,5"
};
/// Dates; kNoTime = null. Written as date32 when all lie at midnight, else as timestamp[s].
struct TimeColumn {
  static constexpr Timestamp kNoTime = INT64_MIN;
  std::vector<Timestamp> times;
};
/// Integers; kNoInteger = null.
struct IntegerColumn {
  static constexpr std::int64_t kNoInteger = INT64_MIN;
  std::vector<std::int64_t> values;
};
/// Numbers; NaN = null.
struct NumberColumn {
  std::vector<double> values;
};
/// Lists of numbers, all of one width (an embedding).
struct VectorColumn {
  int width = 0;
  std::vector<float> values;  ///< [row, width]
};

struct TableColumn {
  std::string name;
  std::variant<TextColumn, TimeColumn, IntegerColumn, NumberColumn, VectorColumn> values;
  std::size_t size() const;
};

struct Table {
  std::vector<TableColumn> columns;

  std::size_t row_count() const { return columns.empty() ? 0 : columns.front().size(); }
  const TableColumn* find(std::string_view name) const;  ///< null when there is none
  TableColumn* find(std::string_view name);
  std::vector<std::string> column_names() const;
};

/// Columns that were wanted and are not there; the text lists those that are, and the nearest.
class MissingColumns : public DataError {
 public:
  MissingColumns(const std::string& source, std::vector<std::string> missing, std::vector<std::string> present);

  std::string source;
  std::vector<std::string> missing, present;
};

/// Reads a Parquet, Arrow IPC (file or stream) or CSV file (with a header; plain or compressed by gzip or Zstandard),
/// told apart by its first bytes, or a folder of such files, all of one format and one table (folders called name=value
/// are columns of text); "-" = stdin. `columns` names the ones wanted, in the order wanted; empty = all. `text_columns`
/// are text even where they look like numbers or dates (ids such as "007"). `present`, when given, takes the names of
/// all columns that there are. CSV is UTF-8, its fields cut by comma, semicolon, tab or pipe; an empty field is null; a
/// column is what every field in it is: integers, numbers (with a decimal comma, where no comma cuts the fields), dates
/// as 2024-01-31, else text. Throws FormatError (cut, unreadable, unknown format), MissingColumns, or DataError (a
/// column of no kind above).
Table read_table(const std::string& source, std::span<const std::string> columns = {},
                 std::span<const std::string> text_columns = {}, std::vector<std::string>* present = nullptr);

/// Writes by the ending of `destination`: .parquet (zstd), .csv, .csv.gz; "-" = CSV on stdout. Files are whole or not
/// there at all. `format` ("parquet", "csv", "csv.gz") overrides the ending. CSV holds no VectorColumn. Throws
/// WriteError, or what table_format throws.
void write_table(const Table& table, const std::string& destination, std::string_view format = {});

/// The same for rows that come in several tables of the same columns: a row group of Parquet or more for each. A file
/// is there once it is committed; what goes to "-" is sent at once.
class TableWriter {
 public:
  explicit TableWriter(const std::string& destination, std::string_view format = {});
  ~TableWriter();
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  void add(const Table& table);
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The format in which write_table would write. Throws ConfigError: unknown ending or format, other than csv for "-".
std::string table_format(const std::string& destination, std::string_view format = {});

}  // namespace demandcast
