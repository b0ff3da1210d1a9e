// Named points on two axes: what one figure costs in another.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast::svg {

struct ScatterPoint {
  std::string name, style;  ///< text, and class in the style sheet
  double x = 0, y = 0;      ///< units, and a share; NaN = no point
};

struct ScatterChart {
  std::string label;             ///< what the chart shows, for those who do not see it
  std::string x_title, y_title;  ///< the second stands above the axis
  std::vector<ScatterPoint> points;
};

/// Axes hold the points with some room; what they are called stands in the tooltips and in the legend beside.
std::string scatter_chart(const ScatterChart& chart);

}  // namespace demandcast::svg
