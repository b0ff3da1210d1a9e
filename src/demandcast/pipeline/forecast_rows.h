// Rows of forecast tables chosen and joined.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "demandcast/forecast/forecast_table.h"

namespace demandcast {

/// The given rows of `table`, in the given order, without spans' columns where no span is among them.
ForecastTable select_rows(const ForecastTable& table, std::span<const std::size_t> rows);

/// Lays the rows of `part` behind those of `all` (empty at first). Series and models are matched by name; the levels
/// must be the same (ConfigError).
void append_rows(ForecastTable& all, const ForecastTable& part);

}  // namespace demandcast
