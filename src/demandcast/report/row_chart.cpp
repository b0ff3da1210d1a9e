// Charts with a row per name: bars with intervals, and dots of several models.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/row_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/plot.h"

namespace demandcast::svg {
namespace {

constexpr double kRow = 38;   // height of a row: its name, then its marks
constexpr double kLine = 11;  // from one dot with a band to the next

/// The plane of `rows` rows, values across.
struct RowPlane {
  RowPlane(std::size_t rows, double low, double high, double taller = 0) : height(kRow + taller) {
    frame.left = 14;
    frame.top = 6;
    frame.bottom = 26;
    frame.height = frame.top + height * static_cast<double>(std::max<std::size_t>(rows, 1)) + frame.bottom;
    const double room = 0.06 * (high - low);
    x = scale_over(low == 0 ? 0 : low - room, high == 0 ? 0 : high + room, frame.x0(), frame.x1());
  }
  double middle(std::size_t row) const { return frame.top + height * static_cast<double>(row) + 25; }

  double height;  ///< of a row
  Frame frame;
  Scale x;
};

class Range {
 public:
  void hold(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
};

std::string vertical(const RowPlane& plane, double value, std::string_view style) {
  return fmt::format("<line class=\"{0}\" x1=\"{1}\" x2=\"{1}\" y1=\"{2}\" y2=\"{3}\"/>\n", style,
                     place(plane.x(value)), place(plane.frame.y1()), place(plane.frame.y0()));
}

std::string scale_below(const RowPlane& plane, bool percent) {
  std::vector<Tick> foot;
  std::string out;
  const std::vector<double> ticks = round_ticks(plane.x.low, plane.x.high, 5);
  const double step = (ticks.size() > 1 ? ticks[1] - ticks[0] : 1) * (percent ? 100 : 1);
  const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
  for (const double tick : ticks) {
    foot.push_back({plane.x(tick), percent ? percent_text(tick, digits) : decimal_text(tick, digits)});
    out += vertical(plane, tick, "grid");
  }
  return out + foot_labels(plane.frame, foot, "");
}

/// The name above a row, cut where it would run out of the drawing; the whole name is its tooltip.
std::string row_name(const RowPlane& plane, std::size_t row, const std::string& name, std::size_t letters) {
  return fmt::format("<text x=\"{}\" y=\"{}\">{}<title>{}</title></text>\n", place(plane.frame.x0()),
                     place(plane.middle(row) - 11), html::escape(shortened(name, letters)), html::escape(name));
}

std::string bar_marks(const RowPlane& plane, std::size_t row, const Bar& bar) {
  const double y = plane.middle(row);
  std::string zero = fmt::format("<line class=\"axis\" x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\"/>\n",
                                 place(plane.x(0)), place(y - 9), place(y + 9));
  if (!std::isfinite(bar.value)) return zero;
  const double from = plane.x(std::min(0.0, bar.value)), to = plane.x(std::max(0.0, bar.value));
  std::string out = fmt::format("<rect class=\"bar {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"12\"/>", bar.style,
                                place(from), place(y - 6), place(to - from));
  if (std::isfinite(bar.low) && std::isfinite(bar.high)) {
    const std::string low = place(plane.x(bar.low)), high = place(plane.x(bar.high));
    out += fmt::format("<path class=\"whisker\" d=\"M{0} {2}L{1} {2}M{0} {3}L{0} {4}M{1} {3}L{1} {4}\"/>\n", low, high,
                       place(y), place(y - 4), place(y + 4));
  }
  return out + zero;
}

std::string track(const RowPlane& plane, std::size_t row) {
  return fmt::format("<line class=\"track\" x1=\"{0}\" x2=\"{1}\" y1=\"{2}\" y2=\"{2}\"/>\n", place(plane.frame.x0()),
                     place(plane.frame.x1()), place(plane.middle(row)));
}

/// A dot of a model, its band as a thin line in the model's colour.
std::string dot_mark(const RowPlane& plane, double y, const DotChart& chart, const DotRow& row, const RowDot& dot) {
  if (!std::isfinite(dot.value)) return "";
  std::string out, tooltip = row.name + ", " + dot.name + ": " +
                             (chart.percent ? percent_text(dot.value) : decimal_text(dot.value, 4));
  if (std::isfinite(dot.low) && std::isfinite(dot.high)) {
    tooltip += " (" +
               (chart.percent ? percent_band_text(dot.low, dot.high)
                              : decimal_text(dot.low, 4) + " to " + decimal_text(dot.high, 4)) +
               ")";
    out = fmt::format("<line class=\"reach {}\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>\n", dot.style,
                      place(plane.x(dot.low)), place(plane.x(dot.high)), place(y), place(y));
  }
  return out + marker(plane.x(dot.value), y, 5, dot.style, tooltip);
}

}  // namespace

std::string bar_chart(const std::string& label, const std::vector<Bar>& bars) {
  Range range;
  range.hold(0);
  for (const Bar& bar : bars) {
    for (const double value : {bar.value, bar.low, bar.high}) range.hold(value);
  }
  const RowPlane plane(bars.size(), range.low, range.high);
  std::string inner = scale_below(plane, true);
  for (std::size_t row = 0; row < bars.size(); ++row) {
    inner += row_name(plane, row, bars[row].name, 34) + bar_marks(plane, row, bars[row]);
    inner += fmt::format("<text class=\"end soft\" x=\"{}\" y=\"{}\">{}</text>\n", place(plane.frame.x1()),
                         place(plane.middle(row) - 11), html::escape(bars[row].note));
  }
  return drawing(plane.frame, label, inner);
}

std::string dot_chart(const DotChart& chart) {
  Range range;
  bool bands = false;
  std::size_t most = 1;
  if (chart.from_zero) range.hold(0);
  for (const DotRow& row : chart.rows) {
    most = std::max(most, row.dots.size());
    for (const RowDot& dot : row.dots) {
      for (const double value : {dot.value, dot.low, dot.high}) range.hold(value);
      bands = bands || std::isfinite(dot.low);
    }
  }
  for (const double mark : chart.marks) range.hold(mark);
  const RowPlane plane(chart.rows.size(), range.low, range.high, bands ? kLine * static_cast<double>(most - 1) : 0);
  std::string inner = scale_below(plane, chart.percent);
  for (const double mark : chart.marks) inner += vertical(plane, mark, "guide");
  for (std::size_t row = 0; row < chart.rows.size(); ++row) {
    inner += row_name(plane, row, chart.rows[row].name, 60);
    if (!bands) inner += track(plane, row);
    for (std::size_t dot = chart.rows[row].dots.size(); dot-- > 0;) {
      inner += dot_mark(plane, plane.middle(row) + (bands ? kLine * static_cast<double>(dot) : 0), chart,
                        chart.rows[row], chart.rows[row].dots[dot]);
    }
  }
  return drawing(plane.frame, chart.label, inner);
}

}  // namespace demandcast::svg
