// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/admissible_region.h"

#include <cmath>
#include <vector>

namespace demandcast {
namespace {

// Roots on the circle are allowed (the redundant seasonal state always puts one at 1), so a slightly larger circle is
// tested.
constexpr double kRadius = 1 + 1e-6;

// Schur-Cohn: a polynomial c[0] + ... + c[n] z^n has all roots in the unit circle if at every reduction |c[0]| <
// |c[n]|.
bool all_roots_inside(std::vector<double>& c) {
  std::vector<double> next(c.size());
  for (std::size_t n = c.size() - 1; n > 0; --n) {
    if (!(std::abs(c[0]) < std::abs(c[n]))) return false;
    const double ratio = c[0] / c[n];
    for (std::size_t i = 0; i < n; ++i) next[i] = c[i + 1] - ratio * c[n - i - 1];
    std::swap(c, next);
  }
  return true;
}

bool is_seasonal_admissible(double alpha, double beta, double gamma, double phi, int season) {
  const double slack = alpha + beta - alpha * phi;
  std::vector<double> c(static_cast<std::size_t>(season) + 2, slack);
  c[0] = phi * (1 - alpha - gamma);
  c[1] = slack + gamma - 1;
  c[c.size() - 2] = alpha + beta - phi;
  c.back() = 1;
  double power = 1;
  for (double& coefficient : c) {
    coefficient *= power;
    power *= kRadius;
  }
  return all_roots_inside(c);
}

}  // namespace

bool is_admissible(double alpha, double beta, double gamma, double phi, int season) {
  if (phi < 0 || phi > 1 + 1e-8) return false;
  beta *= phi;  // an error moves the next level by phi beta: the book's polynomials are written in that product
  if (gamma > 0 && season > 1) {
    if (gamma > 1 + 1 / phi - alpha) return false;
    return is_seasonal_admissible(alpha, beta, gamma, phi, season);
  }
  if (alpha < 1 - 1 / phi || alpha > 1 + 1 / phi) return false;
  return beta >= alpha * (phi - 1) && beta <= (1 + phi) * (2 - alpha);
}

}  // namespace demandcast
