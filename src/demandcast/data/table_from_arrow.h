// Arrow's tables as ours; private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arrow/type_fwd.h>

#include <span>
#include <string>
#include <string_view>

#include "demandcast/data/arrow_status.h"
#include "demandcast/data/table.h"

namespace demandcast {

/// Every column of `source` as a TableColumn; those in `text_columns` as text. Empty texts become null when
/// `empty_is_null`. Throws DataError for a type that has no column kind.
Table table_from_arrow(const arrow::Table& source, std::span<const std::string> text_columns, bool empty_is_null,
                       std::string_view place);

/// The columns of `table` called `names`, in that order; each is there once.
std::shared_ptr<arrow::Table> select_columns(const std::shared_ptr<arrow::Table>& table,
                                             const std::vector<std::string>& names, std::string_view doing);

}  // namespace demandcast
