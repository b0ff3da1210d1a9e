// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/mstl/loess.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace demandcast {
namespace {

// Within this share of the reach the weight is taken as 1, beyond the other as 0 (as in Cleveland's own program).
constexpr double kFull = 0.001, kNone = 0.999;

double cube(double x) { return x * x * x; }

// Weights of y[low .. high] in the fit at `at`, written to w[0 ..]; false when all are zero.
bool fit_weights(int count, LoessWindow window, int at, int low, int high, std::span<const double> robustness,
                 std::span<double> w) {
  double reach = std::max(at - low, high - at);
  if (window.width > count) reach += (window.width - count) / 2;
  double sum = 0;
  for (int j = low; j <= high; ++j) {
    const double r = std::abs(j - at);
    double weight = r > kNone * reach ? 0 : r <= kFull * reach ? 1 : cube(1 - cube(r / reach));
    if (!robustness.empty()) weight *= robustness[j];
    sum += w[j - low] = weight;
  }
  if (!(sum > 0)) return false;
  double centre = 0, spread = 0;
  for (int j = low; j <= high; ++j) centre += (w[j - low] /= sum) * j;
  if (reach <= 0 || window.degree == 0) return true;
  for (int j = low; j <= high; ++j) spread += w[j - low] * (j - centre) * (j - centre);
  if (std::sqrt(spread) <= kFull * (count - 1)) return true;  // points too close together for a line
  const double slope = (at - centre) / spread;
  for (int j = low; j <= high; ++j) w[j - low] *= slope * (j - centre) + 1;
  return true;
}

double dot(std::span<const double> y, int low, int high, const std::vector<double>& w) {
  double sum = 0;
  for (int j = low; j <= high; ++j) sum += w[j - low] * y[j];
  return sum;
}

// Lowest neighbour of period `i` in a window of `width` that stays within the series.
int first_neighbour(int i, int count, int width) { return std::clamp(i - (width - 1) / 2, 0, count - width); }

}  // namespace

double loess_at(std::span<const double> y, LoessWindow window, int at, int low, int high,
                std::span<const double> robustness) {
  std::vector<double> w(static_cast<std::size_t>(high - low + 1));
  const bool some = fit_weights(static_cast<int>(y.size()), window, at, low, high, robustness, w);
  return some ? dot(y, low, high, w) : NAN;
}

void loess(std::span<const double> y, LoessWindow window, std::span<const double> robustness,
           std::span<double> smooth) {
  const int count = static_cast<int>(y.size()), width = std::min(window.width, count);
  if (count < 2) {
    std::copy(y.begin(), y.end(), smooth.begin());
    return;
  }
  std::vector<double> w(static_cast<std::size_t>(width));
  int last_offset = -1;  // on an even grid the weights depend only on the place in the window: reused in the middle
  bool some = false;
  for (int i = 0; i < count; ++i) {
    const int low = first_neighbour(i, count, width);
    if (!robustness.empty() || i - low != last_offset) {
      some = fit_weights(count, window, i, low, low + width - 1, robustness, w);
    }
    // the degenerate-spread rule and the slope are invariant to a shift of the window
    last_offset = i - low;
    smooth[i] = some ? dot(y, low, low + width - 1, w) : y[i];
  }
}

double loess_trace(int count, LoessWindow window) {
  const int width = std::min(window.width, count);
  if (count < 2) return count;
  std::vector<double> w(static_cast<std::size_t>(width));
  double trace = 0;
  for (int i = 0; i < count; ++i) {
    const int low = first_neighbour(i, count, width);
    if (fit_weights(count, window, i, low, low + width - 1, {}, w)) trace += w[i - low];
  }
  return trace;
}

}  // namespace demandcast
