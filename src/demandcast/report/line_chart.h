// Lines of several models over steps, cutoffs or levels.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast::svg {

struct ChartLine {
  std::string name;
  std::string style;                        ///< class in the style sheet
  std::vector<double> y;                    ///< [point]; NaN = a gap
  std::vector<double> low = {}, high = {};  ///< [point] a band around shares, or empty; NaN = a gap
};

struct LineChart {
  std::string label;  ///< what the chart shows, for those who do not see it
  std::string x_title;
  std::vector<double> x;              ///< [point]
  std::vector<std::string> x_labels;  ///< [point]
  std::vector<ChartLine> lines;
  bool percent = false;       ///< values are shares
  bool from_zero = true;      ///< the axis holds zero
  bool diagonal = false;      ///< draws y = x, on axes from 0 to 1
  std::vector<double> marks;  ///< values at which a dashed line is drawn: 0.8, 0
  bool units = false;         ///< values are units of demand
};

std::string line_chart(const LineChart& chart);

}  // namespace demandcast::svg
