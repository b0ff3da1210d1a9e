// The chart of one series: history, nested bands, what came true, stock-outs, and the price below.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/fan_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/plot.h"

namespace demandcast {
namespace {

constexpr double kPriceStrip = 64;  // height of the strip, its title included

struct Plane {
  svg::Frame frame;
  svg::Scale x, y;
};

Plane plane_of(const Timeline& timeline, double top) {
  Plane plane;
  plane.frame.height = 250 + (timeline.price.empty() ? 0 : kPriceStrip);
  plane.frame.bottom = 24 + (timeline.price.empty() ? 0 : kPriceStrip);
  plane.x = svg::scale_over(-0.5, static_cast<double>(timeline.dates.size()) - 0.5, plane.frame.x0(), plane.frame.x1());
  plane.y = svg::scale_over(0, top > 0 ? 1.05 * top : 1, plane.frame.y0(), plane.frame.y1());
  return plane;
}

std::string axes(const Plane& plane, const Timeline& timeline) {
  std::vector<svg::Tick> left, foot;
  for (const double value : svg::round_ticks(plane.y.low, plane.y.high, 4)) {
    left.push_back({plane.y(value), units_text(value)});
  }
  const std::size_t count = timeline.dates.size(), step = std::max<std::size_t>(1, (count + 3) / 4);
  for (std::size_t i = step / 2; i < count; i += step) {
    foot.push_back({plane.x(static_cast<double>(i)), timeline.dates[i]});
  }
  return svg::horizontal_grid(plane.frame, left) + svg::foot_labels(plane.frame, foot, "");
}

/// A shade over every run of periods in which the shelf was empty for a part.
std::string stock_outs(const Plane& plane, const Timeline& timeline) {
  std::string out;
  for (std::size_t i = 0; i < timeline.states.size(); ++i) {
    const std::size_t start = i;
    while (i < timeline.states.size() && timeline.states[i] == CellState::kCensored) ++i;
    if (i == start) continue;
    const double from = plane.x(static_cast<double>(start) - 0.5), to = plane.x(static_cast<double>(i) - 0.5);
    out +=
        fmt::format("<rect class=\"stockout\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>\n",
                    svg::place(from), svg::place(plane.frame.y1()), svg::place(to - from),
                    svg::place(plane.frame.y0() - plane.frame.y1()),
                    html::escape("stock-out from " + timeline.dates[start] + " to " + timeline.dates[i - 1]));
  }
  return out;
}

std::string cutoff_line(const Plane& plane, const Timeline& timeline, const SeriesFan& fan) {
  const int first = fan.dates.empty() ? -1 : timeline.find(fan.dates.front());
  if (first < 0) return "";
  return fmt::format("<line class=\"cutoff\" x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\"><title>{3}</title></line>\n",
                     svg::place(plane.x(first - 0.5)), svg::place(plane.frame.y1()), svg::place(plane.frame.y0()),
                     html::escape("cutoff: known up to " + fan.cutoff));
}

std::string fan_shape(const Plane& plane, const Timeline& timeline, const SeriesFan& fan) {
  std::vector<double> x;
  for (const std::string& date : fan.dates) {
    const int at = timeline.find(date);
    x.push_back(at < 0 ? std::numeric_limits<double>::quiet_NaN() : plane.x(at));
  }
  const auto height_of = [&](std::size_t level) {
    std::vector<double> y;
    for (std::size_t step = 0; step < x.size(); ++step) {
      y.push_back(std::isnan(x[step]) ? x[step] : plane.y(fan.quantiles[step * fan.levels.size() + level]));
    }
    return y;
  };
  std::string out;
  for (const auto& [low, high] : band_levels(fan.levels)) {
    out += svg::band(x, height_of(low), height_of(high), "class=\"band\"");
  }
  if (!fan.mean.empty()) {
    std::vector<double> mean;
    for (std::size_t step = 0; step < x.size(); ++step) mean.push_back(plane.y(fan.mean[step]));
    out += svg::line(x, mean, "class=\"mean\"");
  }
  const std::vector<double> middle = height_of(middle_level(fan.levels));
  out += svg::line(x, middle, "class=\"median\"");
  if (x.size() == 1 && std::isfinite(x[0])) {  // a line needs two points
    out += fmt::format("<circle class=\"mediandot\" cx=\"{}\" cy=\"{}\" r=\"4\"/>\n", svg::place(x[0]),
                       svg::place(middle[0]));
  }
  return out;
}

/// The line of demand, and a dot at every period that a drawn fan forecasts.
std::string demand(const Plane& plane, const Timeline& timeline, const std::vector<const SeriesFan*>& fans) {
  std::vector<double> x, y;
  for (std::size_t i = 0; i < timeline.dates.size(); ++i) {
    x.push_back(plane.x(static_cast<double>(i)));
    y.push_back(plane.y(timeline.actuals[i]));
  }
  const std::size_t known = fans.empty() || fans[0]->dates.empty() || timeline.find(fans[0]->dates[0]) < 0
                                ? x.size()
                                : static_cast<std::size_t>(timeline.find(fans[0]->dates[0]));
  const auto part = [](const std::vector<double>& values, std::size_t from, std::size_t to) {
    return std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(from),
                               values.begin() + static_cast<std::ptrdiff_t>(to));
  };
  std::string out = svg::line(part(x, 0, known), part(y, 0, known), "class=\"history\"");
  const std::size_t joint = known > 0 ? known - 1 : 0;
  out += svg::line(part(x, joint, x.size()), part(y, joint, y.size()), "class=\"history after\"");
  for (const SeriesFan* fan : fans) {
    for (const std::string& date : fan->dates) {
      const int at = timeline.find(date);
      if (at < 0 || !std::isfinite(y[static_cast<std::size_t>(at)])) continue;
      const auto i = static_cast<std::size_t>(at);
      out +=
          fmt::format("<circle class=\"actual\" cx=\"{}\" cy=\"{}\" r=\"2.6\"><title>{}</title></circle>\n",
                      svg::place(x[i]), svg::place(y[i]), html::escape(date + ": " + units_text(timeline.actuals[i])));
    }
  }
  return out;
}

std::string price_strip(const Plane& plane, const Timeline& timeline) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double price : timeline.price) {
    if (!std::isfinite(price)) continue;
    low = std::min(low, price);
    high = std::max(high, price);
  }
  const double foot = plane.frame.height - 6, head = foot - 30;
  const svg::Scale y = svg::scale_over(low, high, foot, head);
  std::vector<double> x, heights;
  for (std::size_t i = 0; i < timeline.price.size(); ++i) {  // a step per period
    x.push_back(plane.x(static_cast<double>(i) - 0.5));
    x.push_back(plane.x(static_cast<double>(i) + 0.5));
    heights.insert(heights.end(), 2, y(timeline.price[i]));
  }
  std::string out = svg::line(x, heights, "class=\"price\"");
  const bool known = std::isfinite(low);
  if (known && high > low) {
    out += fmt::format("<text class=\"end\" x=\"{}\" y=\"{}\">{}</text>", svg::place(plane.frame.x0() - 6),
                       svg::place(head + 4), units_text(high));
  }
  if (known) {
    out += fmt::format("<text class=\"end\" x=\"{}\" y=\"{}\">{}</text>", svg::place(plane.frame.x0() - 6),
                       svg::place(y(low) + 4), units_text(low));
  }
  return out + fmt::format("<text class=\"soft\" x=\"{}\" y=\"{}\">price</text>\n", svg::place(plane.frame.x0()),
                           svg::place(head - 6));
}

}  // namespace

std::string fan_chart(const SeriesPage& page, const Timeline& timeline, const std::string& model, double top) {
  const Plane plane = plane_of(timeline, top);
  const std::vector<const SeriesFan*> fans = fans_to_draw(page, model);
  std::string inner = axes(plane, timeline) + stock_outs(plane, timeline);
  for (const SeriesFan* fan : fans) inner += cutoff_line(plane, timeline, *fan) + fan_shape(plane, timeline, *fan);
  inner += demand(plane, timeline, fans);
  if (!timeline.price.empty()) inner += price_strip(plane, timeline);
  return svg::drawing(plane.frame, "Demand of " + page.id + " and the forecast of " + model, inner);
}

bool has_stock_out(const SeriesPage& page) {
  return std::ranges::find(page.states, CellState::kCensored) != page.states.end();
}

std::string fan_legend(const FanMarks& marks) {
  std::string items = "<li><i class=\"k history\"></i>demand</li>";
  if (marks.truth) items += "<li><i class=\"k actual\"></i>what came true</li>";
  items +=
      "<li><i class=\"k median\"></i>median forecast</li><li><i class=\"k mean\"></i>mean forecast</li><li><i "
      "class=\"k band\"></i>bands of likely outcomes, widest lightest</li><li><i class=\"k cutoff\"></i>cutoff: what "
      "lies right of it was not known</li>";
  if (marks.stock_outs) items += "<li><i class=\"k stockout\"></i>stock-out</li>";
  return html::element("ul", items, "class=\"legend\"");
}

}  // namespace demandcast
