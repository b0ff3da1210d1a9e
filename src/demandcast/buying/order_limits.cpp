// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/order_limits.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

struct Use {
  double money = 0, space = 0;
};

struct Prices {
  double money = 0, space = 0;
  double of(const WishedOrder& wish, double quantity) const {
    return quantity * (money * wish.money + space * wish.space);
  }
};

class Search {
 public:
  Search(std::span<const WishedOrder> wishes, const OrderLimits& limits) : wishes_(wishes), limits_(limits) {
    for (const WishedOrder& wish : wishes) {
      for (const OrderStep& step : wish.steps) {
        if (wish.money > 0) dearest_.money = std::max(dearest_.money, step.saving / (step.quantity * wish.money));
        if (wish.space > 0) dearest_.space = std::max(dearest_.space, step.saving / (step.quantity * wish.space));
      }
    }
  }

  Use use_at(const Prices& prices) const {
    Use use;
    for (const WishedOrder& wish : wishes_) {
      for (const OrderStep& step : wish.steps) {
        if (!(step.saving > prices.of(wish, step.quantity))) break;
        use.money += step.quantity * wish.money;
        use.space += step.quantity * wish.space;
      }
    }
    return use;
  }

  Prices prices() const {
    const Prices of_budget = money_price(0);
    return fits(use_at(of_budget).space, limits_.storage) ? of_budget : both_prices();
  }

 private:
  static bool fits(double use, double limit) { return use <= limit * (1 + 1e-12); }

  /// The lowest price of money at which the budget holds, at a price of space.
  Prices money_price(double space) const {
    if (fits(use_at({0, space}).money, limits_.budget)) return {0, space};
    double low = 0, high = dearest_.money;
    for (int step = 0; step < kHalvings; ++step) {
      const double middle = 0.5 * (low + high);
      (fits(use_at({middle, space}).money, limits_.budget) ? high : low) = middle;
    }
    return {high, space};
  }

  Prices both_prices() const {
    double low = 0, high = dearest_.space;
    for (int step = 0; step < kHalvings; ++step) {
      const double middle = 0.5 * (low + high);
      (fits(use_at(money_price(middle)).space, limits_.storage) ? high : low) = middle;
    }
    return money_price(high);
  }

  static constexpr int kHalvings = 50;
  std::span<const WishedOrder> wishes_;
  const OrderLimits& limits_;
  Prices dearest_;
};

/// A product's next step, and what it saves for what it takes at the shadow prices.
struct Next {
  double worth;
  std::size_t product, step;
  bool operator<(const Next& other) const {
    return worth != other.worth ? worth < other.worth : product > other.product;
  }
};

class Filling {
 public:
  Filling(std::span<const WishedOrder> wishes, const OrderLimits& limits, const Prices& prices)
      : wishes_(wishes), limits_(limits), prices_(prices) {
    result_.quantities.assign(wishes.size(), 0.0);
    result_.budget_price = prices.money;
    result_.storage_price = prices.space;
  }

  LimitedOrders run() {
    for (std::size_t product = 0; product < wishes_.size(); ++product) {
      const WishedOrder& wish = wishes_[product];
      std::size_t taken = 0;
      while (taken < wish.steps.size() && wish.steps[taken].saving > prices_.of(wish, wish.steps[taken].quantity)) {
        take(product, taken++);
      }
      offer(product, taken);
    }
    while (!queue_.empty()) {
      const Next next = queue_.top();
      queue_.pop();
      if (!has_room(next)) continue;
      take(next.product, next.step);
      offer(next.product, next.step + 1);
    }
    give_up();
    return std::move(result_);
  }

 private:
  void offer(std::size_t product, std::size_t step) {
    const WishedOrder& wish = wishes_[product];
    if (step >= wish.steps.size()) return;
    const double taken = prices_.of(wish, wish.steps[step].quantity);
    queue_.push({taken > 0 ? wish.steps[step].saving / taken : OrderLimits::kNone, product, step});
  }
  bool has_room(const Next& next) const {
    const WishedOrder& wish = wishes_[next.product];
    const double quantity = wish.steps[next.step].quantity;
    return result_.money + quantity * wish.money <= limits_.budget &&
           result_.space + quantity * wish.space <= limits_.storage;
  }
  void take(std::size_t product, std::size_t step) {
    const WishedOrder& wish = wishes_[product];
    const double quantity = wish.steps[step].quantity;
    result_.quantities[product] += quantity;
    result_.money += quantity * wish.money;
    result_.space += quantity * wish.space;
    saved_ += wish.steps[step].saving;
  }
  void give_up() {
    double wished = 0;
    for (const WishedOrder& wish : wishes_) {
      for (const OrderStep& step : wish.steps) {
        wished += step.saving;
        result_.wished_money += step.quantity * wish.money;
        result_.wished_space += step.quantity * wish.space;
      }
    }
    result_.saving_given_up = std::max(0.0, wished - saved_);
  }

  std::span<const WishedOrder> wishes_;
  const OrderLimits& limits_;
  const Prices& prices_;
  std::priority_queue<Next> queue_;
  LimitedOrders result_;
  double saved_ = 0;
};

}  // namespace

LimitedOrders limit_orders(std::span<const WishedOrder> wishes, const OrderLimits& limits) {
  if (!(limits.budget >= 0) || !(limits.storage >= 0)) throw ConfigError("a budget or storage limit is below zero");
  const Prices prices = Search(wishes, limits).prices();
  return Filling(wishes, limits, prices).run();
}

}  // namespace demandcast
