// What space costs, so that one policy serves many storage limits.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/buying/economics.h"

namespace demandcast {

/// Prices of a unit of space for a period under which a policy is trained, besides none at all. A limit on storage is
/// met by the lowest price at which it holds [its Lagrange multiplier, Everett 1963].
struct StoragePrices {
  double lowest = 0, highest = 0;

  bool any() const { return highest > 0; }
  void check() const;  ///< throws ConfigError
};

/// The name of what a policy is told of it, always the last of its features.
inline constexpr const char* kStoragePrice = "storage_price";

/// ln(1 + 100 price space / shortage): what storing a unit for a period costs beside missing one.
float storage_price_feature(const ItemEconomics& item, double price);

}  // namespace demandcast
