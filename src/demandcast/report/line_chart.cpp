// Lines of several models over steps, cutoffs or levels.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/line_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/plot.h"

namespace demandcast::svg {
namespace {

constexpr std::size_t kDotsUpTo = 16;  // points of a line that get a dot each

Scale y_scale(const LineChart& chart, const Frame& frame) {
  if (chart.diagonal) return {0, 1, frame.y0(), frame.y1()};
  double low = std::numeric_limits<double>::infinity(), high = -low;
  const auto hold = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const ChartLine& line : chart.lines) {
    for (const auto* values : {&line.y, &line.low, &line.high}) std::for_each(values->begin(), values->end(), hold);
  }
  if (std::isfinite(low)) std::for_each(chart.marks.begin(), chart.marks.end(), hold);
  if (chart.from_zero && std::isfinite(low)) hold(0);
  const double room = 0.06 * (high - low);
  return scale_over(low == 0 && chart.from_zero ? 0 : low - room, high + room, frame.y0(), frame.y1());
}

Scale x_scale(const LineChart& chart, const Frame& frame) {
  if (chart.diagonal) return {0, 1, frame.x0(), frame.x1()};
  if (chart.x.empty()) return {0, 1, frame.x0(), frame.x1()};
  const double room = chart.x.size() > 1 ? 0.04 * (chart.x.back() - chart.x.front()) : 1;
  return {chart.x.front() - room, chart.x.back() + room, frame.x0(), frame.x1()};
}

std::string value_text(const LineChart& chart, double value) {
  if (chart.units) return units_text(value);
  return chart.percent ? percent_text(value) : decimal_text(value, 4);
}

/// "81.0 % (77.9 to 84.1 %)".
std::string point_text(const LineChart& chart, const ChartLine& series, std::size_t i) {
  const std::string value = value_text(chart, series.y[i]);
  if (series.low.empty()) return value;
  if (chart.units) return value + " (" + units_text(series.low[i]) + " to " + units_text(series.high[i]) + ")";
  const std::string reach = percent_band_text(series.low[i], series.high[i]);
  return reach.empty() ? value : value + " (" + reach + ")";
}

std::vector<Tick> ticks_at_left(const LineChart& chart, const Scale& y) {
  std::vector<Tick> left;
  const std::vector<double> ticks = round_ticks(y.low, y.high, 5);
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
  const int digits =
      std::clamp(static_cast<int>(std::ceil(-std::log10(step * (chart.percent ? 100 : 1)) - 1e-9)), 0, 6);
  for (const double tick : ticks) {
    left.push_back({y(tick), chart.units     ? units_text(tick)
                             : chart.percent ? percent_text(tick, digits)
                                             : decimal_text(tick, digits)});
  }
  return left;
}

/// The frame with room for the labels at its left.
Frame frame_for(const LineChart& chart) {
  constexpr double kLetter = 7, kGap = 10;
  Frame frame;
  for (const Tick& tick : ticks_at_left(chart, y_scale(chart, frame))) {
    frame.left = std::max(frame.left, kGap + kLetter * static_cast<double>(letter_count(tick.label)));
  }
  return frame;
}

std::string axes(const LineChart& chart, const Frame& frame, const Scale& x, const Scale& y) {
  std::vector<Tick> foot;
  for (std::size_t i = 0; i < chart.x.size(); ++i) foot.push_back({x(chart.x[i]), chart.x_labels[i]});
  return horizontal_grid(frame, ticks_at_left(chart, y)) + foot_labels(frame, foot, chart.x_title);
}

std::string guides(const LineChart& chart, const Frame& frame, const Scale& y) {
  const auto guide = [](double x1, double y1, double x2, double y2) {
    return fmt::format("<line class=\"guide\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", place(x1), place(y1),
                       place(x2), place(y2));
  };
  std::string out = chart.diagonal ? guide(frame.x0(), frame.y0(), frame.x1(), frame.y1()) : "";
  for (const double mark : chart.marks) out += guide(frame.x0(), y(mark), frame.x1(), y(mark));
  return out;
}

std::string one_band(const LineChart& chart, const ChartLine& series, const Scale& x, const Scale& y) {
  if (series.low.empty()) return "";
  std::vector<double> across, low, high;
  for (std::size_t i = 0; i < chart.x.size(); ++i) {
    across.push_back(x(chart.x[i]));
    low.push_back(y(series.low[i]));
    high.push_back(y(series.high[i]));
  }
  return band(across, low, high, "class=\"range " + series.style + "\"");
}

std::string one_line(const LineChart& chart, const ChartLine& series, const Scale& x, const Scale& y) {
  std::vector<double> across, up;
  for (std::size_t i = 0; i < chart.x.size(); ++i) {
    across.push_back(x(chart.x[i]));
    up.push_back(y(series.y[i]));
  }
  std::string out = line(across, up, "class=\"line " + series.style + "\"");
  for (std::size_t i = 0; i < across.size() && across.size() <= kDotsUpTo; ++i) {
    if (!std::isfinite(up[i])) continue;
    out += marker(across[i], up[i], 3.2, series.style,
                  series.name + ", " + chart.x_labels[i] + ": " + point_text(chart, series, i));
  }
  return out;
}

}  // namespace

std::string line_chart(const LineChart& chart) {
  const Frame frame = frame_for(chart);
  const Scale x = x_scale(chart, frame), y = y_scale(chart, frame);
  std::string inner = axes(chart, frame, x, y);
  for (const ChartLine& series : chart.lines) inner += one_band(chart, series, x, y);
  inner += guides(chart, frame, y);
  for (auto series = chart.lines.rbegin(); series != chart.lines.rend(); ++series)
    inner += one_line(chart, *series, x, y);
  return drawing(frame, chart.label, inner);  // the best model is drawn last, above the others
}

}  // namespace demandcast::svg
