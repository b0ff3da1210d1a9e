// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/outlook.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace demandcast {
namespace {

constexpr std::array<double, 5> kLevels{0.1, 0.5, 0.75, 0.9, 0.97};
constexpr double kMore = 1.5;     ///< of the base stock, may be ordered
constexpr double kFurthest = 20;  ///< features are kept within, so that a single product does not stretch the range

double deviation_of(const ItemEconomics& item, const DemandPaths& paths, double mean) {
  double squares = 0;
  for (std::size_t p = 0; p < paths.count(); ++p) {
    const auto path = paths.path(p);
    const int length = lead_time_of_path(item.lead_time, p, paths.count()) + item.cover();
    double sum = 0;
    for (int t = 0; t < length; ++t) sum += static_cast<double>(path[static_cast<std::size_t>(t)]);
    squares += (sum - mean) * (sum - mean);
  }
  return std::sqrt(squares / static_cast<double>(paths.count()));
}

double mean_of_next(const DemandPaths& paths) {
  double sum = 0;
  for (std::size_t p = 0; p < paths.count(); ++p) sum += static_cast<double>(paths.path(p)[0]);
  return sum / static_cast<double>(paths.count());
}

}  // namespace

const std::vector<std::string>& outlook_features() {
  static const std::vector<std::string> names{"mean_demand",   "quantile_0.1",  "quantile_0.5",  "quantile_0.75",
                                              "quantile_0.9",  "quantile_0.97", "next_demand",   "unit",
                                              "critical_odds", "lead_time",     "review_period", "shelf_life",
                                              "demand_waits",  "smallest_order"};
  return names;
}

Outlook outlook_of(const ItemEconomics& item, const DemandPaths& paths, bool counted) {
  const SampledDemand served = protected_demand(item, paths);
  Outlook outlook;
  outlook.level = served.quantile(item.critical_ratio());
  outlook.curve = myopic_curve(item, paths, outlook.level);
  outlook.reorder_point = reorder_point(item, paths, outlook.level, counted);
  outlook.unit = std::max(deviation_of(item, paths, served.mean()), 0.1 * served.mean());
  if (!(outlook.unit > 0)) outlook.unit = 1;
  outlook.bound = item.orderable(kMore * std::max(outlook.level, served.mean()));
  outlook.grain = item.pack_size > 0 ? item.pack_size : counted ? 1 : 0;
  if (item.pack_size <= 0 && counted) outlook.bound = std::ceil(outlook.bound - 1e-9);
  const auto add = [&](double value) {
    outlook.features.push_back(static_cast<float>(std::clamp(value, -kFurthest, kFurthest)));
  };
  add(served.mean() / outlook.unit);
  for (const double level : kLevels) add((served.quantile(level) - outlook.level) / outlook.unit);
  add(mean_of_next(paths) / outlook.unit);
  add(std::log(outlook.unit));
  add(std::log(item.shortage_cost() / item.surplus_cost()));
  add(std::log1p(item.lead_time.mean()));
  add(std::log(static_cast<double>(item.review_period)));
  add(item.is_perishable() ? 1.0 / item.shelf_life : 0);
  add(item.is_backlogged() ? 1 : 0);
  add(std::log1p(item.orderable(1e-6) / outlook.unit));
  return outlook;
}

}  // namespace demandcast
