// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/r_q_policy.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr int kMaxSteps = 1000;
constexpr double kSettled = 1e-12;  ///< relative change of Q

/// Iterates Q = next(r), r = quantile of what Q costs, until Q stays.
template <class Level, class Next>
RQPolicy iterate(const NormalDemand& demand, double first, Level level, Next next) {
  RQPolicy policy{0, first, 0};
  for (int step = 0; step < kMaxSteps; ++step) {
    const double at = level(policy.quantity);
    if (!(at > 0 && at < 1)) {
      throw ConfigError("(r, Q): shortages cost so little that no reorder point is worth its stock");
    }
    policy.reorder_point = demand.quantile(at);
    const double quantity = next(policy.reorder_point);
    const bool settled = std::abs(quantity - policy.quantity) <= kSettled * quantity;
    policy.quantity = quantity;
    if (settled) break;
  }
  return policy;
}

/// r with E(D - r)+ = target, by bisection: the loss function decreases.
double inverse_excess(const NormalDemand& demand, double target) {
  double low = demand.mean() - target - 40 * demand.deviation(), high = demand.mean() + 40 * demand.deviation();
  for (int step = 0; step < 200; ++step) {
    const double middle = 0.5 * (low + high);
    (demand.excess(middle) > target ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double economic_quantity(const ContinuousReview& terms) {
  return std::sqrt(2 * terms.order_cost * terms.demand_rate / terms.a_unit_of_time.surplus);
}

}  // namespace

RQPolicy best_r_q(const CountDemand& lead_time_demand, const ContinuousReview& terms) {
  const auto cost = [&](double y) { return newsvendor_cost(lead_time_demand, y, terms.a_unit_of_time); };
  const double lowest = newsvendor(lead_time_demand, terms.a_unit_of_time).stock;
  RQPolicy best{lowest - 1, 1, 0};
  double sum = terms.order_cost * terms.demand_rate + cost(lowest);
  for (;;) {
    const double below = cost(best.reorder_point), above = cost(best.reorder_point + best.quantity + 1);
    if (std::min(below, above) * best.quantity >= sum) break;
    sum += std::min(below, above);
    if (below <= above) best.reorder_point -= 1;
    best.quantity += 1;
  }
  best.cost = sum / best.quantity;
  return best;
}

double r_q_cost(const NormalDemand& demand, const ContinuousReview& terms, double r, double q) {
  const UnitCosts& costs = terms.a_unit_of_time;
  const double stock = q * (r + 0.5 * q - demand.mean());
  const double missing = demand.second_excess(r) - demand.second_excess(r + q);  // integral of the loss function
  return (terms.order_cost * terms.demand_rate + costs.surplus * stock + (costs.surplus + costs.shortage) * missing) /
         q;
}

RQPolicy loss_function_r_q(const NormalDemand& demand, const ContinuousReview& terms) {
  const UnitCosts& costs = terms.a_unit_of_time;
  const double both = costs.surplus + costs.shortage;
  RQPolicy policy{0, economic_quantity(terms), 0};
  for (int step = 0; step < kMaxSteps; ++step) {
    policy.reorder_point = inverse_excess(demand, costs.surplus * policy.quantity / both);
    const double quantity = std::sqrt(
        2 * (terms.order_cost * terms.demand_rate + both * demand.second_excess(policy.reorder_point)) / costs.surplus);
    const bool settled = std::abs(quantity - policy.quantity) <= kSettled * quantity;
    policy.quantity = quantity;
    if (settled) break;
  }
  policy.cost = r_q_cost(demand, terms, policy.reorder_point, policy.quantity);
  return policy;
}

RQPolicy expected_level_r_q(const NormalDemand& demand, const ContinuousReview& terms) {
  const double holding = terms.a_unit_of_time.surplus, shortage = terms.a_unit_of_time.shortage,
               rate = terms.demand_rate;
  RQPolicy policy = iterate(
      demand, economic_quantity(terms), [&](double q) { return 1 - q * holding / (shortage * rate); },
      [&](double r) { return std::sqrt(2 * rate * (terms.order_cost + shortage * demand.excess(r)) / holding); });
  const double r = policy.reorder_point, q = policy.quantity;
  policy.cost =
      holding * (r - demand.mean() + 0.5 * q) + terms.order_cost * rate / q + shortage * rate * demand.excess(r) / q;
  return policy;
}

}  // namespace demandcast
