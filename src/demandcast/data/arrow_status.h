// Arrow's Status and Result turned into our errors, in one place. Private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arrow/result.h>
#include <arrow/status.h>
#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "demandcast/core/error.h"

namespace demandcast {

/// Throws FormatError `doing: what Arrow says` unless `status` is OK.
inline void check_arrow(const arrow::Status& status, std::string_view doing) {
  if (!status.ok()) throw FormatError(fmt::format("{}: {}", doing, status.message()));
}

/// The value of `result`, or FormatError `doing: what Arrow says`.
template <class T>
T check_arrow(arrow::Result<T> result, std::string_view doing) {
  check_arrow(result.status(), doing);
  return std::move(result).MoveValueUnsafe();
}

}  // namespace demandcast
