// Fields of a CSV column as integers, numbers, dates or text; private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arrow/type_fwd.h>

#include <memory>
#include <string_view>

#include "demandcast/data/table.h"

namespace demandcast {

struct CsvFields {
  std::shared_ptr<arrow::ChunkedArray> texts;  ///< utf8, as they stand in the file
  bool may_have_decimal_comma = false;         ///< no comma cuts the fields
  bool as_text = false;                        ///< whatever they look like
  std::string_view place;                      ///< file and column, for messages
};

/// The first kind that every field is: integers (true and false count 1 and 0), numbers, dates, text. Fields that say
/// nothing are null, in text only empty ones. A text column knows by `decimal_comma` whether its numbers, if any, are
/// mostly written with a comma. Throws FormatError for bytes that are no UTF-8, with row and what to do.
decltype(TableColumn::values) csv_column(const CsvFields& fields);

}  // namespace demandcast
