// The drawn series as tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "demandcast/data/synthetic/series_truth.h"

namespace demandcast::synthetic {

Table sales_table(std::span<const SeriesTruth> series, const Timeline& line);
Table truth_table(std::span<const SeriesTruth> series, const Timeline& line);
Table statics_table(std::span<const SeriesTruth> series);
Table items_table(std::span<const SeriesTruth> series, const Timeline& line);

}  // namespace demandcast::synthetic
