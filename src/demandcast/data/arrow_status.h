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

/// Throws FormatError `place: what Arrow says` unless `status` is OK.
inline void throw_unless_ok(const arrow::Status& status, std::string_view place) {
  if (!status.ok()) throw FormatError(fmt::format("{}: {}", place, status.message()));
}

/// The value of `result`, or FormatError `place: what Arrow says`.
template <class T>
T value_or_throw(arrow::Result<T> result, std::string_view place) {
  throw_unless_ok(result.status(), place);
  return std::move(result).MoveValueUnsafe();
}

}  // namespace demandcast
