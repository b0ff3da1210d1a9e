// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/storage_price.h"

#include <fmt/format.h>

#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {

void StoragePrices::check() const {
  const bool is_range = lowest > 0 && highest >= lowest && std::isfinite(highest);
  if (is_range || (lowest == 0 && highest == 0)) return;
  throw ConfigError(
      fmt::format("storage prices {},{}: the lowest, above 0, and the highest are wanted", lowest, highest));
}

float storage_price_feature(const ItemEconomics& item, double price) {
  constexpr double kScale = 100;
  return static_cast<float>(std::log1p(kScale * price * item.space / item.shortage_cost()));
}

}  // namespace demandcast
