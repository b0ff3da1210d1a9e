// The plane of a chart: scales, round ticks, grid and axes as SVG.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"

namespace demandcast::svg {
namespace {

/// Half a label at the largest type in use.
double half_width(const Tick& tick) { return 3.9 * static_cast<double>(letter_count(tick.label)); }

bool touch(const Tick& before, const Tick& after) {
  return after.at - half_width(after) < before.at + half_width(before) + 4;
}

/// Every k-th of ticks at equal distances, k as small as can be; otherwise each that does not touch the one before.
std::vector<std::size_t> labels_that_fit(const std::vector<Tick>& ticks) {
  bool even = true;
  for (std::size_t i = 2; i < ticks.size(); ++i) {
    even = even && std::abs(ticks[i].at - 2 * ticks[i - 1].at + ticks[i - 2].at) < 0.5;
  }
  for (std::size_t stride = 1; even && stride < ticks.size(); ++stride) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < ticks.size(); i += stride) shown.push_back(i);
    const auto clash = [&](std::size_t a, std::size_t b) { return touch(ticks[a], ticks[b]); };
    if (std::adjacent_find(shown.begin(), shown.end(), clash) == shown.end()) return shown;
  }
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    if (shown.empty() || !touch(ticks[shown.back()], ticks[i])) shown.push_back(i);
  }
  return shown;
}

}  // namespace

Scale scale_over(double low, double high, double from, double to) {
  if (!std::isfinite(low) || !std::isfinite(high)) return {0, 1, from, to};
  if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
    const double room = low == 0 ? 1 : 0.1 * std::abs(low);
    return {low >= 0 && low < room ? 0 : low - room, high + room, from, to};
  }
  return {low, high, from, to};
}

std::vector<double> round_ticks(double low, double high, int count) {
  const double rough = (high - low) / std::max(count, 1);
  if (!(rough > 0) || !std::isfinite(rough)) return {low};
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double lead = rough / power;
  const double step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  std::vector<double> ticks;
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k += 1) ticks.push_back(k * step);
  return ticks;
}

std::string place(double value) {
  std::string text = fmt::format("{:.2f}", std::abs(value) < 0.005 ? 0.0 : value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string horizontal_grid(const Frame& frame, const std::vector<Tick>& ticks) {
  std::string out;
  for (const Tick& tick : ticks) {
    out += fmt::format("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", place(frame.x0()),
                       place(frame.x1()), place(tick.at), place(tick.at));
    out += fmt::format("<text class=\"end\" x=\"{}\" y=\"{}\">{}</text>\n", place(frame.x0() - 6), place(tick.at + 4),
                       html::escape(tick.label));
  }
  return out;
}

std::string foot_labels(const Frame& frame, const std::vector<Tick>& ticks, std::string_view axis_title) {
  std::string out;
  for (const std::size_t shown : labels_that_fit(ticks)) {
    const Tick& tick = ticks[shown];
    out += fmt::format("<line class=\"axis\" x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\"/>", place(tick.at),
                       place(frame.y0()), place(frame.y0() + 4));
    const double middle = std::min(tick.at, frame.width - half_width(tick));  // inside the drawing
    out += fmt::format("<text class=\"mid\" x=\"{}\" y=\"{}\">{}</text>\n", place(middle), place(frame.y0() + 17),
                       html::escape(tick.label));
  }
  out += fmt::format("<line class=\"axis\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", place(frame.x0()),
                     place(frame.x1()), place(frame.y0()), place(frame.y0()));
  if (!axis_title.empty()) {
    out += fmt::format("<text class=\"mid soft\" x=\"{}\" y=\"{}\">{}</text>\n", place((frame.x0() + frame.x1()) / 2),
                       place(frame.y0() + 34), html::escape(axis_title));
  }
  return out;
}

std::string line(const std::vector<double>& x, const std::vector<double>& y, std::string_view attributes) {
  std::string path;
  bool pen_down = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool known = std::isfinite(y[i]) && std::isfinite(x[i]);
    if (known) path += fmt::format("{}{} {}", pen_down ? "L" : "M", place(x[i]), place(y[i]));
    pen_down = known;
  }
  return path.empty() ? "" : fmt::format("<path {} d=\"{}\"/>\n", attributes, path);
}

std::string band(const std::vector<double>& x, const std::vector<double>& low, const std::vector<double>& high,
                 std::string_view attributes) {
  std::string path;
  for (std::size_t start = 0; start < x.size();) {
    const auto known = [&](std::size_t i) { return std::isfinite(low[i]) && std::isfinite(high[i]); };
    std::size_t end = start;
    while (end < x.size() && known(end)) ++end;
    for (std::size_t i = start; i < end; ++i) {
      path += fmt::format("{}{} {}", i == start ? "M" : "L", place(x[i]), place(high[i]));
    }
    for (std::size_t i = end; i > start; --i) path += fmt::format("L{} {}", place(x[i - 1]), place(low[i - 1]));
    if (end > start) path += "Z";
    start = end + 1;
  }
  return path.empty() ? "" : fmt::format("<path {} d=\"{}\"/>\n", attributes, path);
}

std::string drawing(const Frame& frame, std::string_view label, std::string_view inner) {
  return fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n", place(frame.width),
                     place(frame.height), html::escape(label), inner);
}

}  // namespace demandcast::svg
