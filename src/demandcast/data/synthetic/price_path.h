// The price of a series over time: slow changes of its regular price, and promotions below it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/data/synthetic/item.h"
#include "demandcast/data/synthetic/timeline.h"

namespace demandcast::synthetic {

struct PricePath {
  std::vector<double> price;      ///< [rows] what a shopper pays, two decimals
  std::vector<double> promotion;  ///< [rows] share of the period in promotion
};

/// Periods in which a category starts a promotion, and its discount there (0 = none); keyed by the category's name.
std::vector<double> category_discounts(const SyntheticCatalogueOptions& options, const Timeline& line,
                                       std::uint64_t seed, std::size_t category);

/// `shared` is category_discounts of the item's category.
PricePath make_price_path(const SyntheticCatalogueOptions& options, const Timeline& line, std::uint64_t seed,
                          std::int64_t index, const Item& item, const std::vector<double>& shared);

}  // namespace demandcast::synthetic
