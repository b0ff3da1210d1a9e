// The simplex method of Nelder and Mead within a box: minimises functions of few variables without derivatives.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace demandcast {

struct NelderMeadOptions {
  double step = 0.05;        ///< first simplex: each coordinate in turn moved by this share of itself (of 1 when zero)
  double tolerance = 1e-10;  ///< stops when values differ by less, relative to the best, and points by its root
  int max_iterations = 1000;
};

/// A point and the objective's value there.
struct NelderMeadPoint {
  std::vector<double> x;
  double value = 0;
};

/// Minimises `objective(const std::vector<double>&)` from `start`; points outside lower <= x <= upper are moved to the
/// box's face. Coefficients adapt to the dimension [Gao & Han 2012, "Implementing the Nelder-Mead simplex algorithm
/// with adaptive parameters"]. NaN counts as infinitely bad. One or two evaluations per iteration, rarely dimension
/// + 2.
template <class Objective>
NelderMeadPoint nelder_mead(const Objective& objective, const std::vector<double>& start,
                            const std::vector<double>& lower, const std::vector<double>& upper,
                            const NelderMeadOptions& options = {}) {
  const std::size_t n = start.size();
  const double dimension = std::max(2.0, static_cast<double>(n));
  const double expansion = 1 + 2 / dimension, contraction = 0.75 - 0.5 / dimension, shrinkage = 1 - 1 / dimension;
  const auto evaluate = [&](std::vector<double> x) {
    for (std::size_t i = 0; i < n; ++i) x[i] = std::clamp(x[i], lower[i], upper[i]);
    const double value = objective(x);
    return NelderMeadPoint{std::move(x), std::isnan(value) ? std::numeric_limits<double>::infinity() : value};
  };
  const auto better = [](const NelderMeadPoint& a, const NelderMeadPoint& b) { return a.value < b.value; };

  // Values alone do not tell: two points may lie level on either side of the minimum.
  const auto converged = [&](const std::vector<NelderMeadPoint>& sorted) {
    const NelderMeadPoint& best = sorted.front();
    if (!(sorted.back().value - best.value <= options.tolerance * std::abs(best.value))) return false;
    return std::all_of(sorted.begin(), sorted.end(), [&](const NelderMeadPoint& point) {
      for (std::size_t i = 0; i < n; ++i) {
        const double near = std::sqrt(options.tolerance) * std::max(1.0, std::abs(best.x[i]));
        if (std::abs(point.x[i] - best.x[i]) > near) return false;
      }
      return true;
    });
  };

  std::vector<NelderMeadPoint> simplex{evaluate(start)};
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> x = simplex.front().x;
    const double move = x[i] == 0 ? options.step : options.step * x[i];
    x[i] += x[i] + move > upper[i] || x[i] + move < lower[i] ? -move : move;
    simplex.push_back(evaluate(std::move(x)));
  }
  for (int iteration = 0; iteration < options.max_iterations; ++iteration) {
    std::stable_sort(simplex.begin(), simplex.end(), better);
    const NelderMeadPoint &best = simplex.front(), &second_worst = simplex[n > 0 ? n - 1 : 0];
    NelderMeadPoint& worst = simplex.back();
    if (converged(simplex)) break;

    std::vector<double> centre(n);  // of all but the worst
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < n; ++k) centre[i] += simplex[k].x[i] / static_cast<double>(n);
    }
    const auto beyond = [&](double factor) {  // 1 mirrors the worst at the centre, -1 is the worst itself
      std::vector<double> x(n);
      for (std::size_t i = 0; i < n; ++i) x[i] = centre[i] + factor * (centre[i] - worst.x[i]);
      return evaluate(std::move(x));
    };
    NelderMeadPoint mirrored = beyond(1);
    if (better(mirrored, best)) {
      NelderMeadPoint farther = beyond(expansion);
      worst = better(farther, mirrored) ? std::move(farther) : std::move(mirrored);
      continue;
    }
    if (better(mirrored, second_worst)) {
      worst = std::move(mirrored);
      continue;
    }
    const bool outside = better(mirrored, worst);
    NelderMeadPoint nearer = beyond(outside ? contraction : -contraction);
    if (better(nearer, outside ? mirrored : worst)) {
      worst = std::move(nearer);
      continue;
    }
    for (std::size_t k = 1; k <= n; ++k) {
      std::vector<double> x(n);
      for (std::size_t i = 0; i < n; ++i) x[i] = best.x[i] + shrinkage * (simplex[k].x[i] - best.x[i]);
      simplex[k] = evaluate(std::move(x));
    }
  }
  return *std::min_element(simplex.begin(), simplex.end(), better);
}

}  // namespace demandcast
