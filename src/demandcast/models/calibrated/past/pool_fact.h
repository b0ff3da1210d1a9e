// What tells series, and the steps of their forecasts, apart.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// One fact. Of the series' own history up to the origin: "age" (periods since the first sale: under half a season, a
/// season, two, more), "intermittence" (below 10 % zeros, below 60 %, above), "velocity" (quartiles of recent demand),
/// "season" (strong, some, none, not known); or the name of a static: a category, or a number that
/// holds few different ones (a department's). Of a step of a forecast:
/// "height" (forecast_height.h), "month" (of the year, in which the step falls), or the name of a planned column of
/// few values, such as a promotion or a holiday.
struct PoolFact {
  std::string name;
  std::vector<std::string> categories = {};  ///< of a static, in the order of its groups; others are "not given"
  std::vector<double> plans = {};            ///< of a planned column, rising; others are "not given"

  std::size_t group_count() const;
  bool is_of_steps() const;
};

/// Values that a planned column may take and still be a fact.
inline constexpr std::size_t kMostPlans = 12;

/// The fact with its groups as the training has them. Throws ConfigError, in the name of the model `owner`, for a name
/// that is no fact of the data and for a planned column of more than kMostPlans values. O(cells).
PoolFact learnt_fact(std::string name, const PanelStream& training, std::string_view owner);

/// The planned column that is a fact; null where the data do not have it.
const Channel* planned_channel(const PanelView& view, std::string_view name);

}  // namespace demandcast
