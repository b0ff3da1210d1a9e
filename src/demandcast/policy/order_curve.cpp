// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/order_curve.h"

#include <algorithm>
#include <numeric>

namespace demandcast {
namespace {

constexpr double kLastKnot = kCurveKnots - 1;

double position_of(double level, std::size_t knot) { return level * static_cast<double>(knot) / kLastKnot; }

/// Positions as they are on average: what demand takes until then is on its way, evenly, the rest on hand.
class TypicalStock {
 public:
  TypicalStock(const ItemEconomics& item, const DemandPaths& paths) : lead_(item.lead_time.longest()) {
    double demand = 0;
    for (std::size_t p = 0; p < paths.count(); ++p) {
      const auto path = paths.path(p);
      demand = std::accumulate(path.begin(), path.begin() + lead_, demand);
    }
    mean_ = lead_ > 0 ? demand / static_cast<double>(paths.count()) / lead_ : 0;
  }

  StockSituation at(double position) const {
    StockSituation now{position, 0, {}};
    if (lead_ < 2) return now;  // what is on its way has come before the order does
    const double each = std::min(mean_, position / lead_);
    now.arrivals.assign(static_cast<std::size_t>(lead_), each);
    now.arrivals.front() = 0;  // of this period: on hand
    now.on_hand = position - each * (lead_ - 1);
    return now;
  }

 private:
  int lead_;
  double mean_ = 0;
};

}  // namespace

OrderCurve::Line OrderCurve::line_at(double position) const {
  const double place = level > 0 ? position / level * kLastKnot : 0;
  if (!(place > 0)) return {static_cast<double>(at_knots.front()) - position, -1};
  if (!(place < kLastKnot)) return {static_cast<double>(at_knots.back()) - (position - level), -1};
  const auto knot = static_cast<std::size_t>(place);
  const double from = static_cast<double>(at_knots[knot]), rise = static_cast<double>(at_knots[knot + 1]) - from;
  return {from + (place - static_cast<double>(knot)) * rise, rise * kLastKnot / level};
}

CurveKnots base_stock_curve(double level) {
  CurveKnots curve;
  for (std::size_t k = 0; k < kCurveKnots; ++k) curve[k] = static_cast<float>(level - position_of(level, k));
  return curve;
}

CurveKnots myopic_curve(const ItemEconomics& item, const DemandPaths& paths, double level) {
  if (item.is_backlogged()) return base_stock_curve(level);
  const TypicalStock stock(item, paths);
  CurveKnots curve;
  for (std::size_t k = 0; k < kCurveKnots; ++k) {
    curve[k] = static_cast<float>(OrderCost(item, stock.at(position_of(level, k)), paths, false).wish());
  }
  return curve;
}

double reorder_point(const ItemEconomics& item, const DemandPaths& paths, double level, bool counted) {
  if (!(item.order_cost > 0) && !(item.min_order > 0) && !(item.pack_size > 0)) return kAlwaysReorder;
  const TypicalStock stock(item, paths);
  const auto saves = [&](double position) { return OrderCost(item, stock.at(position), paths, counted).best() > 0; };
  if (!saves(0)) return -0.5;  // not with nothing there; where demand waits, perhaps below
  double low = 0, high = level;
  for (int halving = 0; halving < 6; ++halving) {
    const double middle = 0.5 * (low + high);
    (saves(middle) ? low : high) = middle;
  }
  return low;
}

}  // namespace demandcast
