// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/episode.h"

#include <algorithm>
#include <cmath>

namespace demandcast {

void Episode::resize(std::size_t periods, std::size_t feature_count) {
  for (std::vector<double>* column : {&levels, &reorder_points, &units, &storage_prices, &bounds, &demand})
    column->resize(periods);
  curves.resize(periods * kCurveKnots);
  lead_times.resize(periods);
  features.resize(periods * feature_count);
}

double settled_order(const ItemEconomics& item, double grain, double wish, double bound) {
  double order = std::min(wish, bound);
  if (!(order > 0)) return 0;
  if (grain > 0) order = std::floor(order / grain + 0.5) * grain;
  if (item.pack_size > 0) order = std::max(order, item.pack_size);
  if (order > 0 && order < item.min_order) order = item.min_order;
  if (!(grain > 0)) return order <= bound ? order : 0;
  order = std::ceil(order / grain - 1e-9) * grain;
  if (order > bound) order = std::floor(bound / grain + 1e-9) * grain;
  return order < item.min_order ? 0 : order;
}

}  // namespace demandcast
