// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/box_least_squares.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

struct Normal {
  std::size_t n;
  std::vector<double> gram, slope;   // at x
  std::vector<double> factor, step;  // scratch
  std::vector<std::size_t> free;

  explicit Normal(std::size_t size) : n(size), gram(size * size), slope(size), factor(size * size), step(size) {
    free.reserve(size);
  }

  void choose_free(const EtsObjective& objective, const std::vector<double>& x) {
    free.clear();
    for (std::size_t i = 0; i < n; ++i) {
      const bool held =
          (x[i] <= objective.lower()[i] && slope[i] > 0) || (x[i] >= objective.upper()[i] && slope[i] < 0);
      if (!held) free.push_back(i);
    }
  }

  // Solves (gram + damping diag) step = -slope over the free parameters by Cholesky; false when not positive definite.
  bool solve(double damping) {
    const std::size_t k = free.size();
    double largest = 0;
    for (const std::size_t i : free) largest = std::max(largest, gram[i * n + i]);
    for (std::size_t a = 0; a < k; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        double sum = gram[free[a] * n + free[b]];
        if (a == b) sum += damping * std::max(sum, 1e-10 * largest);
        for (std::size_t c = 0; c < b; ++c) sum -= factor[a * n + c] * factor[b * n + c];
        if (a == b && !(sum > 0)) return false;
        factor[a * n + b] = a == b ? std::sqrt(sum) : sum / factor[b * n + b];
      }
    }
    for (std::size_t a = 0; a < k; ++a) {
      double sum = -slope[free[a]];
      for (std::size_t c = 0; c < a; ++c) sum -= factor[a * n + c] * step[c];
      step[a] = sum / factor[a * n + a];
    }
    for (std::size_t a = k; a-- > 0;) {
      for (std::size_t c = a + 1; c < k; ++c) step[a] -= factor[c * n + a] * step[c];
      step[a] /= factor[a * n + a];
    }
    return true;
  }
};

}  // namespace

double minimise(EtsObjective& objective, std::vector<double>& x, double start_value, const BoxLeastSquares& options) {
  double value = start_value;
  if (!std::isfinite(value)) return value;
  Normal normal(x.size());
  std::vector<double> trial(x);
  double damping = 1e-2, last_gain = 1;
  bool fresh = false;
  for (int step = 0; step < options.max_steps && damping < 1e7; ++step) {
    if (!fresh) {
      objective.linearise(x, normal.gram, normal.slope);
      normal.choose_free(objective, x);
      if (normal.free.empty()) break;
      fresh = true;
    }
    double there = INFINITY;
    if (normal.solve(damping)) {
      trial = x;
      for (std::size_t a = 0; a < normal.free.size(); ++a) {
        const std::size_t i = normal.free[a];
        trial[i] = std::clamp(x[i] + normal.step[a], objective.lower()[i], objective.upper()[i]);
      }
      there = objective.value(trial);
    }
    if (!(there < value)) {
      damping *= 8;
      continue;
    }
    const double gain = value - there;
    x.swap(trial);
    value = there;
    damping = std::max(damping * 0.15, 1e-9);
    fresh = false;
    if (gain + last_gain < options.tolerance) break;
    last_gain = gain;
  }
  return value;
}

}  // namespace demandcast
