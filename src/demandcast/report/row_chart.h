// Charts with a row per name: bars with intervals, and dots of several models. Names stand above their row, so that
// long ones and narrow screens do no harm. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast::svg {

/// A bar from zero with its interval.
struct Bar {
  std::string name;
  double value = 0, low = 0, high = 0;  ///< shares; NaN = no bar
  std::string style;                    ///< "good", "bad", "even"
  std::string note;                     ///< words at the right: "clearly better"
};

std::string bar_chart(const std::string& label, const std::vector<Bar>& bars);

struct RowDot {
  std::string name, style;
  double value = 0;  ///< NaN = no dot
};

struct DotRow {
  std::string name;
  std::vector<RowDot> dots;
};

struct DotChart {
  std::string label;
  std::vector<DotRow> rows;
  bool percent = false, from_zero = false;
  std::vector<double> marks;  ///< values at which a dashed line is drawn
};

std::string dot_chart(const DotChart& chart);

}  // namespace demandcast::svg
