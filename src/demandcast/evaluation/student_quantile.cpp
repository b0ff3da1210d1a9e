// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/student_quantile.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kMostFreedom = 1e4;

/// I_x(a, b) by its continued fraction [DLMF 8.17.22], evaluated from the front [Lentz 1976]; for x < (a + 1) / (a + b
/// + 2), where it converges fast.
double beta_fraction(double x, double a, double b) {
  constexpr double kTiny = 1e-300;
  double numerator = 1, denominator = 1 / std::max(1 - (a + b) * x / (a + 1), kTiny), value = denominator;
  for (int m = 1; m <= 1000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    double change = 1;
    for (const double term : {even, odd}) {
      denominator = 1 / (1 + term * denominator);
      numerator = 1 + term / numerator;
      change = numerator * denominator;
      value *= change;
    }
    if (std::abs(change - 1) < 1e-14) break;
  }
  const double front = std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x);
  return std::exp(front) / a * value;
}

double incomplete_beta(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x < (a + 1) / (a + b + 2) ? beta_fraction(x, a, b) : 1 - beta_fraction(1 - x, b, a);
}

/// P(T > t) for t >= 0 [DLMF 8.17.20].
double upper_tail(double t, double freedom) {
  return incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
}

}  // namespace

double student_quantile(double level, double freedom) {
  const double degrees = std::min(freedom, kMostFreedom), beyond = 1 - level;
  double low = 0, high = 1;
  while (upper_tail(high, degrees) > beyond) high *= 2;
  while (high - low > 1e-10 * (1 + high)) {
    const double middle = (low + high) / 2;
    (upper_tail(middle, degrees) > beyond ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace demandcast
