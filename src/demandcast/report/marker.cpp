// Marks of models in charts: a shape for each, so that colour is not needed to tell them apart.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "demandcast/report/html.h"
#include "demandcast/report/plot.h"

namespace demandcast::svg {
namespace {

/// Corners of a regular polygon, the first of them `turn` degrees from the right.
struct Shape {
  int corners = 0;  // 0 = a circle
  double turn = 0, size = 1;
};

Shape shape_of(std::string_view style) {
  constexpr std::array<Shape, 7> kShapes{Shape{},      {4, 45, 1.2}, {3, -90, 1.3}, {4, 0, 1.35},
                                         {3, 90, 1.3}, {6, 0, 1.1},  {5, -90, 1.15}};
  const bool ranked = style.size() == 2 && style[0] == 'm' && style[1] >= '0' && style[1] <= '6';
  return ranked ? kShapes[static_cast<std::size_t>(style[1] - '0')] : Shape{};
}

}  // namespace

std::string marker(double x, double y, double radius, std::string_view style, std::string_view tooltip) {
  const Shape shape = shape_of(style);
  const std::string title = tooltip.empty() ? "" : html::element("title", html::escape(tooltip));
  if (shape.corners == 0) {
    return fmt::format("<circle class=\"dot {}\" cx=\"{}\" cy=\"{}\" r=\"{}\">{}</circle>\n", style, place(x), place(y),
                       place(radius), title);
  }
  std::string path;
  for (int corner = 0; corner < shape.corners; ++corner) {
    const double angle = (shape.turn + 360.0 * corner / shape.corners) * std::numbers::pi / 180;
    path += fmt::format("{}{} {}", corner == 0 ? "M" : "L", place(x + radius * shape.size * std::cos(angle)),
                        place(y + radius * shape.size * std::sin(angle)));
  }
  return fmt::format("<path class=\"dot {}\" d=\"{}Z\">{}</path>\n", style, path, title);
}

}  // namespace demandcast::svg
