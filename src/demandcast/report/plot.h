// The plane of a chart: scales, round ticks, grid and axes as SVG.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace demandcast::svg {

/// From values to places on the drawing.
struct Scale {
  double low = 0, high = 1;  ///< values
  double from = 0, to = 1;   ///< places; `to` may lie before `from`
  double operator()(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

/// A scale whose ends are finite and apart: an empty or single range is widened around its value.
Scale scale_over(double low, double high, double from, double to);

/// Round numbers (1, 2, 5 times a power of ten) inside [low, high], about `count` of them.
std::vector<double> round_ticks(double low, double high, int count);

struct Tick {
  double at = 0;      ///< place on the drawing
  std::string label;  ///< text; escaped when drawn
};

/// Size of the drawing and the room around the plane, in the drawing's own units.
struct Frame {
  double width = 440, height = 280;
  double left = 52, right = 14, top = 12, bottom = 40;
  double x0() const { return left; }
  double x1() const { return width - right; }
  double y0() const { return height - bottom; }  ///< the foot of the plane
  double y1() const { return top; }
};

/// A place with two decimals, without needless zeros: equal values give equal text.
std::string place(double value);

/// Lines of the grid with their labels at the left.
std::string horizontal_grid(const Frame& frame, const std::vector<Tick>& ticks);
/// Labels below the plane, left to right; where they would touch, only every second, third, ... is drawn.
std::string foot_labels(const Frame& frame, const std::vector<Tick>& ticks, std::string_view axis_title);
/// A polyline through the finite points, broken where one is not finite; `attributes` go to the path.
std::string line(const std::vector<double>& x, const std::vector<double>& y, std::string_view attributes);
/// The area between two lines, broken likewise.
std::string band(const std::vector<double>& x, const std::vector<double>& low, const std::vector<double>& high,
                 std::string_view attributes);

/// The mark of a model: `style` ("m0" .. "m6", "mr") gives colour and shape; `tooltip` is text and may be empty.
std::string marker(double x, double y, double radius, std::string_view style, std::string_view tooltip);

/// The drawing with a name for those who do not see it.
std::string drawing(const Frame& frame, std::string_view label, std::string_view inner);

}  // namespace demandcast::svg
