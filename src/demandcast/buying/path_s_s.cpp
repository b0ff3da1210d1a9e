// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/path_s_s.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/buying/s_s_policy.h"

namespace demandcast {
namespace {

constexpr double kParts = 100;  ///< of protected demand, where it is large

/// Demand of one review period in units of `unit`: every stretch of that length of every path, one like the other.
CountDemand review_demand(const ItemEconomics& item, const DemandPaths& paths, double unit) {
  const int length = std::min(item.review_period, paths.steps);
  std::vector<double> mass(1, 0.0);
  for (std::size_t p = 0; p < paths.count(); ++p) {
    const auto path = paths.path(p);
    for (int from = 0; from + length <= paths.steps; from += length) {
      const double sum = std::accumulate(path.begin() + from, path.begin() + from + length, 0.0);
      const auto count = static_cast<std::size_t>(std::llround(sum / unit));
      if (count >= mass.size()) mass.resize(count + 1, 0.0);
      mass[count] += 1;
    }
  }
  return CountDemand::of_mass(std::move(mass));
}

}  // namespace

SSLevels s_s_levels(const ItemEconomics& item, const DemandPaths& paths) {
  const SampledDemand served = protected_demand(item, paths);
  const double unit = std::max({1.0, item.pack_size, std::ceil(served.mean() / kParts)});
  const CountDemand period = review_demand(item, paths, unit);
  if (!(period.mean() > 0)) return {-1, 0};
  const UnitCosts costs{item.surplus_cost(), item.shortage_cost()};
  const SSPolicy best = best_s_s(period, item.order_cost, [&](std::int64_t position) {
    return newsvendor_cost(served, static_cast<double>(position) * unit, costs);
  });
  return {static_cast<double>(best.reorder_point) * unit, static_cast<double>(best.order_up_to) * unit};
}

double s_s_order(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths) {
  const SSLevels levels = s_s_levels(item, paths);
  const double position = now.position();
  return position <= levels.reorder_point ? item.orderable(levels.order_up_to - position) : 0;
}

}  // namespace demandcast
