// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/s_s_policy.h"

#include <unordered_map>
#include <vector>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// m(j): how often, in a cycle, the position is at S - j; of the renewal equation of demand.
class Renewals {
 public:
  explicit Renewals(const CountDemand& period) : period_(period) {
    if (!(period.probability_of(0) < 1)) throw ConfigError("(s, S): demand is always zero; there is nothing to order");
  }
  double at(std::size_t j) {
    while (times_.size() <= j) {
      const auto next = static_cast<std::int64_t>(times_.size());
      double sum = next == 0 ? 1 : 0;
      for (std::int64_t d = 1; d <= next; ++d)
        sum += period_.probability_of(d) * times_[static_cast<std::size_t>(next - d)];
      times_.push_back(sum / (1 - period_.probability_of(0)));
    }
    return times_[j];
  }

 private:
  const CountDemand& period_;
  std::vector<double> times_;
};

class Search {
 public:
  Search(const CountDemand& period, double order_cost, const PositionCost& cost)
      : renewals_(period), order_cost_(order_cost), cost_(cost) {}

  /// (K + sum m(j) G(S - j)) / sum m(j), over the S - s positions of a cycle.
  double average(std::int64_t s, std::int64_t S) {
    double cost = order_cost_, periods = 0;
    for (std::int64_t j = 0; j < S - s; ++j) {
      const double times = renewals_.at(static_cast<std::size_t>(j));
      cost += times * cost_at(S - j);
      periods += times;
    }
    return cost / periods;
  }

  SSPolicy best() {
    std::int64_t lowest = 0;
    while (cost_at(lowest + 1) < cost_at(lowest)) ++lowest;
    while (cost_at(lowest - 1) <= cost_at(lowest)) --lowest;
    SSPolicy best{lowest - 1, lowest, 0};
    while (average(best.reorder_point, best.order_up_to) > cost_at(best.reorder_point)) --best.reorder_point;
    best.cost = average(best.reorder_point, best.order_up_to);
    for (std::int64_t S = best.order_up_to + 1; cost_at(S) <= best.cost; ++S) {
      if (!(average(best.reorder_point, S) < best.cost)) continue;
      best.order_up_to = S;
      while (best.reorder_point + 1 < S && average(best.reorder_point, S) <= cost_at(best.reorder_point + 1)) {
        ++best.reorder_point;
      }
      best.cost = average(best.reorder_point, S);
    }
    return best;
  }

 private:
  /// The position cost, each asked for once: it may be dear.
  double cost_at(std::int64_t position) {
    const auto [found, is_new] = known_.try_emplace(position, 0.0);
    if (is_new) found->second = cost_(position);
    return found->second;
  }

  Renewals renewals_;
  double order_cost_;
  const PositionCost& cost_;
  std::unordered_map<std::int64_t, double> known_;
};

}  // namespace

double s_s_cost(const CountDemand& period, double order_cost, const PositionCost& position_cost,
                std::int64_t reorder_point, std::int64_t order_up_to) {
  if (reorder_point >= order_up_to) throw ConfigError("(s, S): s must lie below S");
  return Search(period, order_cost, position_cost).average(reorder_point, order_up_to);
}

SSPolicy best_s_s(const CountDemand& period, double order_cost, const PositionCost& position_cost) {
  return Search(period, order_cost, position_cost).best();
}

SSPolicy best_s_s(const CountDemand& period, int lead_time, double order_cost, const UnitCosts& a_period) {
  const CountDemand served = period.over(lead_time + 1);
  return best_s_s(period, order_cost, [&](std::int64_t position) {
    return newsvendor_cost(served, static_cast<double>(position), a_period);
  });
}

}  // namespace demandcast
