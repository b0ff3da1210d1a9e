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

std::shared_ptr<arrow::Table> cut_fields(const std::shared_ptr<arrow::io::InputStream>& input, const TableWish& wish,
                                         char separator, const std::vector<std::string>& names) {
  auto read = arrow::csv::ReadOptions::Defaults();
  read.use_threads = false;  // only so are rows numbered
  auto parse = arrow::csv::ParseOptions::Defaults();
  parse.delimiter = separator;
  parse.newlines_in_values = true;
  RaggedRows ragged;
  parse.invalid_row_handler = [&](const arrow::csv::InvalidRow& row) {
    ragged.add(row);
    return arrow::csv::InvalidRowResult::Skip;
  };
  auto convert = arrow::csv::ConvertOptions::Defaults();
  convert.check_utf8 = false;
  if (!wish.columns.empty()) convert.include_columns = names;
  for (const std::string& name : names) convert.column_types[name] = arrow::utf8();
  auto reader = arrow::csv::TableReader::Make(arrow::io::default_io_context(), input, read, parse, convert);
  auto table = reader.ok() ? (*reader)->Read() : arrow::Result<std::shared_ptr<arrow::Table>>(reader.status());
  ragged.refuse(wish.source, separator);
  if (!table.ok()) {
    throw FormatError(
        fmt::format("cannot read \"{}\": its rows cannot be told apart; look for a double quote that is "
                    "never closed, or for a compressed file that is cut",
                    wish.source));
  }
  return table.MoveValueUnsafe();
}

}  // namespace

Table read_csv(const TableInput& input, arrow::util::Codec* codec, const TableWish& wish) {
  const CsvDialect dialect = find_csv_dialect(head_of(input, kHead, codec, wish.source));
  const std::vector<std::string> names = wish.choose(dialect.header);
  const auto cut = cut_fields(stream_of(input, codec, wish.source), wish, dialect.separator, names);
  Table table;
  for (int i = 0; i < cut->num_columns(); ++i) {
    const std::string& name = cut->field(i)->name();
    const std::string place = fmt::format("\"{}\", column \"{}\"", wish.source, name);
    table.columns.push_back({name, csv_column({cut->column(i), dialect.separator != ',', wish.is_text(name), place})});
  }
  return table;
}

}  // namespace demandcast
