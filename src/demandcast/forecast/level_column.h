// How columns of quantiles are named: writing one dialect, reading all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "demandcast/forecast/forecast_table.h"

namespace demandcast {

/// The column that holds quantile `level`. Throws ConfigError where the dialect has no name for it.
std::string level_column_name(ColumnDialect dialect, const std::string& model, std::span<const double> levels,
                              double level);
/// The column that holds the mean: "mean", or the model's name.
std::string mean_column_name(ColumnDialect dialect, const std::string& model);

struct LevelColumn {
  std::string prefix;  ///< of the model; empty = none
  double level = 0;
};

/// "0.1", "q0.1", "p10", "M-lo-80", "M-hi-80", "M-median", "M-q-10", "M_ql0.1", "y_q0.100"; nothing for other names.
std::optional<LevelColumn> parse_level_column(std::string_view name);

}  // namespace demandcast
