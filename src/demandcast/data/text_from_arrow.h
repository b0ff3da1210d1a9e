// Arrow's texts as ours; private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arrow/type_fwd.h>

#include <memory>
#include <string_view>

#include "demandcast/data/table.h"

namespace demandcast {

/// `column` as text with one dictionary of the words in use, in order of their first row: texts of every width, with
/// and without dictionaries of their own (their codes are taken over, no row is hashed), and what can be cast to text.
TextColumn text_from_arrow(const std::shared_ptr<arrow::ChunkedArray>& column, bool empty_is_null,
                           std::string_view place);

/// `column` cast to `type`, or itself when it is of that type. Throws FormatError where a value would change.
std::shared_ptr<arrow::ChunkedArray> cast_column(const std::shared_ptr<arrow::ChunkedArray>& column,
                                                 const std::shared_ptr<arrow::DataType>& type, std::string_view place);

}  // namespace demandcast
