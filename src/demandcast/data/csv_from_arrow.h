// Fields of a CSV column as integers, numbers, dates or text; private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arrow/type_fwd.h>

#include <memory>
#include <optional>
#include <string_view>

#include "demandcast/data/table.h"

namespace demandcast {

struct CsvFields {
  std::shared_ptr<arrow::ChunkedArray> texts;  ///< utf8, as they stand in the file
  bool may_have_decimal_comma = false;         ///< no comma cuts the fields
  bool as_text = false;                        ///< whatever they look like
  std::string_view place;                      ///< file and column, for messages
  std::int64_t first_row = 0;                  ///< rows of the file before these
};

/// What every field of a column is, in the order in which they are tried.
enum class CsvKind { kInteger, kNumber, kCommaNumber, kDate, kText };

/// The first kind that every field is: integers (true and false count 1 and 0), numbers, dates, text. Fields that say
/// nothing are null, in text only empty ones. A text column knows by `decimal_comma` whether its numbers, if any, are
/// mostly written with a comma. Throws FormatError for bytes that are no UTF-8, with row and what to do.
decltype(TableColumn::values) csv_column(const CsvFields& fields);

/// The fields as `kind`; nothing when one of them is none. Those of a text column may be any. `decimal_comma` goes to
/// text. Throws as csv_column does.
std::optional<decltype(TableColumn::values)> csv_values(const CsvFields& fields, CsvKind kind,
                                                        bool decimal_comma = false);

/// The kind of a column whose fields come block by block: the blocks are passed over until one pass changes nothing.
class CsvKindFinder {
 public:
  CsvKindFinder(bool as_text, bool may_have_decimal_comma);
  void start_pass();
  void add(const CsvFields& fields);
  bool is_settled() const { return !changed_; }
  CsvKind kind() const { return kind_ == CsvKind::kInteger && !any_given_ ? CsvKind::kNumber : kind_; }
  bool decimal_comma() const { return commas_ > points_; }

 private:
  bool as_text_, may_have_decimal_comma_, changed_ = false, any_given_ = false, first_block_ = true;
  CsvKind kind_;
  std::int64_t commas_ = 0, points_ = 0;  ///< rows with numbers among texts
};

}  // namespace demandcast
