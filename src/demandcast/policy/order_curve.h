// The order of a rule by the stock that there is: what a learned policy corrects.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <span>

#include "demandcast/buying/order_cost.h"

namespace demandcast {

inline constexpr std::size_t kCurveKnots = 9;

/// Where nothing need be saved for an order to be placed.
inline constexpr double kAlwaysReorder = std::numeric_limits<double>::infinity();

/// Units that a rule wishes at an inventory position (on hand and on its way, less what waits) of 0, 1/8, ..., 1 of the
/// base stock; straight lines between them, and one unit less for each unit more beyond them. Below 0: too much is
/// there.
struct OrderCurve {
  double level = 0;                       ///< the base stock, at least 0
  std::span<const float> at_knots;        ///< [knot]
  double reorder_point = kAlwaysReorder;  ///< the position above which an order would not save what it costs

  double wish(double position) const { return line_at(position).value; }
  /// The derivative of the wish by the position.
  double slope(double position) const { return line_at(position).slope; }

 private:
  struct Line {
    double value, slope;
  };
  Line line_at(double position) const;
};

using CurveKnots = std::array<float, kCurveKnots>;

/// The base stock's: what is missing to the level.
CurveKnots base_stock_curve(double level);

/// The myopic rule's [Morton 1971, "The near-myopic nature of the lagged-proportional-cost inventory problem with lost
/// sales", Operations Research 19]: the order of least expected cost (OrderCost) if of the position as much is on its
/// way as demand takes until it comes, evenly, and the rest on hand. Where demand waits it is the base stock's. Throws
/// ConfigError for paths that are too short. O(knots * paths * steps).
CurveKnots myopic_curve(const ItemEconomics& item, const DemandPaths& paths, double level);

/// The highest position, to a 64th of the level, at which an order saves what it costs, stock lying as above:
/// kAlwaysReorder where ordering costs nothing, any quantity. O(6 paths * steps) where it does.
double reorder_point(const ItemEconomics& item, const DemandPaths& paths, double level, bool counted);

}  // namespace demandcast
