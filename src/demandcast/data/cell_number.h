// One cell of a table as a number; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <string>

#include "demandcast/data/number_text.h"
#include "demandcast/data/table.h"

namespace demandcast {

/// NaN where there is none.
inline double number_of_integer(std::int64_t value) {
  return value == IntegerColumn::kNoInteger ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(value);
}

/// Nothing where the text of a cell of `column` is no number.
inline std::optional<double> number_of_text(const TextColumn& column, const std::string& text) {
  return parse_number(text, column.decimal_comma && text.find(',') != text.npos);
}

}  // namespace demandcast
