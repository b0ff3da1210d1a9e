// Charts with a row per name: bars with intervals, and dots of several models. Names stand above their row, so that
// long ones and narrow screens do no harm. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace demandcast::svg {

inline constexpr double kNoBand = std::numeric_limits<double>::quiet_NaN();

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
  double value = 0;                      ///< NaN = no dot
  double low = kNoBand, high = kNoBand;  ///< its band, of shares; NaN = none
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

/// Dots of a row share one line; where they have bands, each stands on a line of its own.
std::string dot_chart(const DotChart& chart);

}  // namespace demandcast::svg
