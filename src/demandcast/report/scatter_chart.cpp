// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/scatter_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/plot.h"

namespace demandcast::svg {
namespace {

/// Holds the finite values, with a tenth of room; from `floor` on and up to `ceiling`.
Scale scale_of(const std::vector<ScatterPoint>& points, double ScatterPoint::* axis, double floor, double ceiling,
               double from, double to) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const ScatterPoint& point : points) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
    low = std::min(low, point.*axis);
    high = std::max(high, point.*axis);
  }
  const double room = 0.1 * (high - low);
  return scale_over(std::max(floor, low - room), std::min(ceiling, high + room), from, to);
}

}  // namespace

std::string scatter_chart(const ScatterChart& chart) {
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  Frame frame;
  frame.top = 26;
  const Scale x = scale_of(chart.points, &ScatterPoint::x, 0, kNoEnd, frame.x0(), frame.x1());
  const Scale y = scale_of(chart.points, &ScatterPoint::y, 0, 1, frame.y0(), frame.y1());
  std::vector<Tick> left, foot;
  const std::vector<double> rows = round_ticks(y.low, y.high, 5);
  const double step = rows.size() > 1 ? rows[1] - rows[0] : 1;
  const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(100 * step) - 1e-9)), 0, 4);
  for (const double tick : rows) left.push_back({y(tick), percent_text(tick, digits)});
  for (const double tick : round_ticks(x.low, x.high, 5)) foot.push_back({x(tick), units_text(tick)});
  std::string inner =
      horizontal_grid(frame, left) + foot_labels(frame, foot, chart.x_title) +
      fmt::format("<text class=\"soft\" x=\"{}\" y=\"12\">{}</text>\n", place(frame.x0()), html::escape(chart.y_title));
  for (const ScatterPoint& point : chart.points) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
    inner += marker(x(point.x), y(point.y), 5, point.style,
                    point.name + ": " + units_text(point.x) + ", " + percent_text(point.y));
  }
  return drawing(frame, chart.label, inner);
}

}  // namespace demandcast::svg
