// An Arrow table as ours. Private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "demandcast/data/table.h"

namespace arrow {
class Table;
}

namespace demandcast {

/// The columns of `source`. Those named in `text_columns` are text whatever their type; with `empty_is_null` empty text is
/// null. `place` opens the messages of errors. Throws FormatError, DataError (a column of a type that Table does not hold).
Table table_from_arrow(const arrow::Table& source, std::span<const std::string> text_columns, bool empty_is_null,
                       std::string_view place);

}  // namespace demandcast
