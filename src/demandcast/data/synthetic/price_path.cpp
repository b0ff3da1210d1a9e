// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/price_path.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demandcast::synthetic {
namespace {

constexpr double kPriceChangesAYear = 1.3, kPromotionDays = 14, kShareJoining = 0.6;
constexpr std::array<double, 3> kDiscounts{0.1, 0.2, 0.3};

std::vector<double> regular_prices(const Timeline& line, double list_price, RandomStream stream) {
  std::vector<double> prices;
  double price = list_price;
  for (int t = 0; t < line.rows; ++t) {
    const double chance = stream.uniform(), step = stream.normal();
    if (t > 0 && chance < line.chance(kPriceChangesAYear, t)) price *= std::exp(0.02 + 0.07 * step);
    prices.push_back(price);
  }
  return prices;
}

/// Discount in force in each period, 0 = none. A promotion that runs hides the start of others.
std::vector<double> discounts(const SyntheticCatalogueOptions& options, const Timeline& line,
                              const std::vector<double>& shared, RandomStream stream) {
  std::vector<double> in_force(static_cast<std::size_t>(line.rows), 0.0);
  const int length = line.periods_of(kPromotionDays);
  int left = 0;
  double discount = 0;
  for (int t = 0; t < line.rows; ++t) {
    const double starts = stream.uniform(), joins = stream.uniform();
    const double own = kDiscounts[static_cast<std::size_t>(stream.below(kDiscounts.size()))];
    const double of_category = shared[static_cast<std::size_t>(t)];
    if (left == 0 && of_category > 0 && joins < kShareJoining) {
      left = length;
      discount = of_category;
    } else if (left == 0 && starts < line.chance(options.promotions_per_year, t)) {
      left = length;
      discount = own;
    }
    if (left > 0) {
      in_force[static_cast<std::size_t>(t)] = discount;
      --left;
    }
  }
  return in_force;
}

}  // namespace

std::vector<double> category_discounts(const SyntheticCatalogueOptions& options, const Timeline& line,
                                       std::uint64_t seed, std::size_t category) {
  RandomStream stream(seed, stream_key(std::string("promotions/") + categories()[category].name));
  std::vector<double> starts(static_cast<std::size_t>(line.rows), 0.0);
  for (int t = 0; t < line.rows; ++t) {
    const double chance = stream.uniform();
    const double discount = kDiscounts[static_cast<std::size_t>(stream.below(kDiscounts.size()))];
    if (chance < line.chance(options.promotions_per_year, t)) starts[static_cast<std::size_t>(t)] = discount;
  }
  return starts;
}

PricePath make_price_path(const SyntheticCatalogueOptions& options, const Timeline& line, std::uint64_t seed,
                          std::int64_t index, const Item& item, const std::vector<double>& shared) {
  const auto regular = regular_prices(line, item.list_price, series_stream(seed, index, "price"));
  const auto discount = discounts(options, line, shared, series_stream(seed, index, "promotions"));
  PricePath path;
  for (std::size_t t = 0; t < regular.size(); ++t) {
    const double share = discount[t] > 0 ? line.share_of(kPromotionDays, static_cast<int>(t)) : 0;
    path.price.push_back(std::max(0.01, std::round(100 * regular[t] * (1 - share * discount[t])) / 100));
    path.promotion.push_back(share);
  }
  return path;
}

}  // namespace demandcast::synthetic
