// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/priced_orders.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/pipeline/replay_policies.h"
#include "demandcast/policy/storage_price.h"

namespace demandcast {
namespace {

class Pricing {
 public:
  Pricing(const LearnedPolicy& policy, const ItemCatalogue& catalogue, std::vector<Outlook> outlooks,
          const RunContext& context)
      : policy_(policy), catalogue_(catalogue), outlooks_(std::move(outlooks)), context_(context) {}

  std::vector<double> at(double price) {
    std::vector<double> orders(outlooks_.size());
    parallel_for(orders.size(), context_, [&](std::size_t i) {
      const ItemEconomics& item = catalogue_.items[i];
      Outlook& outlook = outlooks_[i];
      outlook.features.back() = std::min(storage_price_feature(item, price), policy_.weights().highest.back());
      const StockState stock = stock_state_of(item, catalogue_.now[i]);
      orders[i] = policy_.order(item, outlook, view_of(outlook, stock));
    });
    return orders;
  }

  double space_of(const std::vector<double>& orders) const {
    double space = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) space += catalogue_.items[i].space * orders[i];
    return space;
  }
  double money_of(const std::vector<double>& orders) const {
    double money = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) money += catalogue_.items[i].cost * orders[i];
    return money;
  }

  /// At which every product is told the highest price that training has seen.
  double highest_price() const {
    const double seen = std::expm1(static_cast<double>(policy_.weights().highest.back())) / 100;
    double price = 0;
    for (const ItemEconomics& item : catalogue_.items) {
      if (item.space > 0) price = std::max(price, seen * item.shortage_cost() / item.space);
    }
    return price;
  }

 private:
  const LearnedPolicy& policy_;
  const ItemCatalogue& catalogue_;
  std::vector<Outlook> outlooks_;
  const RunContext& context_;
};

}  // namespace

LimitedOrders priced_orders(const LearnedPolicy& policy, const ItemCatalogue& catalogue, std::vector<Outlook> outlooks,
                            double storage, const RunContext& context) {
  double room = storage;
  for (std::size_t i = 0; i < catalogue.items.size(); ++i) {
    room -= catalogue.items[i].space * std::max(0.0, catalogue.now[i].position());
  }
  Pricing pricing(policy, catalogue, std::move(outlooks), context);
  LimitedOrders limited;
  limited.quantities = pricing.at(0);
  limited.wished_space = pricing.space_of(limited.quantities);
  limited.wished_money = pricing.money_of(limited.quantities);
  const auto fits = [&](const std::vector<double>& orders) { return pricing.space_of(orders) <= std::max(0.0, room); };
  if (room <= 0) {  // no order is the answer whatever the price
    for (std::size_t i = 0; i < limited.quantities.size(); ++i) {
      if (catalogue.items[i].space > 0) limited.quantities[i] = 0;
    }
    limited.storage_price = pricing.highest_price();
  } else if (!fits(limited.quantities)) {
    double low = 0, high = pricing.highest_price();
    limited.quantities = pricing.at(high);
    if (!fits(limited.quantities)) {
      throw ConfigError(fmt::format(
          "storage of {:.6g}: {:.6g} of it are free, and at the highest price of space that the policy was trained on "
          "its "
          "orders still take {:.6g}; train with a higher second number of --storage-prices, or order by newsvendor",
          storage, room, pricing.space_of(limited.quantities)));
    }
    for (int halving = 0; halving < 30; ++halving) {
      const double price = 0.5 * (low + high);
      std::vector<double> orders = pricing.at(price);
      if (!fits(orders)) {
        low = price;
        continue;
      }
      high = price;
      limited.quantities = std::move(orders);
    }
    limited.storage_price = high;
  }
  limited.space = pricing.space_of(limited.quantities);
  limited.money = pricing.money_of(limited.quantities);
  return limited;
}

}  // namespace demandcast
