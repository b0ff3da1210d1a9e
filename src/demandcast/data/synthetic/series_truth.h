// One series drawn in full: its true demand, what was sold, and what shoppers looked at.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/data/synthetic/events.h"
#include "demandcast/data/synthetic/price_path.h"

namespace demandcast::synthetic {

/// Every vector [rows]; periods before `begin` are before the launch and are not told.
struct SeriesTruth {
  Item item;
  int begin = 0;
  PricePath prices;
  Spikes spikes;
  Shift shift;
  std::vector<double> interest, season, level;  ///< factors of demand
  std::vector<double> expected;                 ///< mean of demand given all factors
  std::vector<std::int64_t> demand;             ///< before censoring
  std::vector<double> availability;
  std::vector<std::int64_t> sales, page_views;
};

/// `shared` is category_discounts of the series' category, `weekdays` the factors of its department.
SeriesTruth draw_series(const SyntheticCatalogueOptions& options, const Timeline& line, std::uint64_t seed,
                        std::int64_t index, const Item& item, const std::vector<double>& shared,
                        const std::vector<double>& weekdays);

}  // namespace demandcast::synthetic
