// Categories of series, from a static of texts or of few different numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// Null where the data have no static of that name that can part series.
const StaticColumn* static_named(const PanelView& view, std::string_view name);

/// The category of a series, of a number its digits; "" where it was not given.
std::string category_of(const StaticColumn& column, const SeriesView& series);

/// Adds those of a column of texts that are not in `all` yet; of numbers, the different ones. Throws ConfigError, in
/// the name of the model `owner`, for more than 1000 different numbers.
void add_categories(const StaticColumn& column, const PanelView& view, std::string_view owner,
                    std::vector<std::string>& all);

}  // namespace demandcast
