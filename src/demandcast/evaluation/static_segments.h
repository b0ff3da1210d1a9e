// Groups by a category of the series. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/evaluation/segments.h"

namespace demandcast {

/// Values of a static that are groups of their own.
inline constexpr std::size_t kMostStaticValues = 12;

/// Throws ConfigError for a static that is not there or is not a category, and names those that are.
const StaticColumn& find_category(const Panel& panel, const std::string& name);

/// The 12 values of the static `name` with most series (equal counts by name), ordered so, then "other" and "not
/// given". `series` [pair] is the panel's index. Throws ConfigError for a static that is not there or is not a
/// category.
Segmentation cut_by_static(const Panel& panel, const std::string& name, const std::vector<std::size_t>& series);

}  // namespace demandcast
