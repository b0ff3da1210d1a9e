// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/theta_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace demandcast {
namespace {

constexpr double kLowestAlpha = 0.1, kHighestAlpha = 0.99;  // Fiorucci et al. 2016, and forecTheta
constexpr double kHighestTheta = 1e10;
constexpr std::size_t kLanes = 8;
constexpr int kCoarsePasses = 3;      // 24 points: the profile in alpha may have several valleys
constexpr int kFinePasses = 5;        // each narrows the bracket to 2/9
constexpr double kSmallest = 1e-150;  // powers below it are zero: denormal numbers are slow, squares must not vanish

using Lane = std::array<double, kLanes>;

/// Sums over the errors, for several alphas side by side. With level = y[0] + shift and weight = 1 - 1/theta,
///   error = base - shift * by_shift - weight * by_weight.
struct ProfileSums {
  Lane base_base{}, base_shift{}, base_weight{}, shift_shift{}, shift_weight{}, weight_weight{};
};

class Profile {
 public:
  Profile(std::span<const double> y, std::span<const TrendLine> lines, const Lane& alpha)
      : y_(y), lines_(lines), alpha_(alpha) {
    for (std::size_t k = 0; k < kLanes; ++k) {
      keep_[k] = 1 - alpha[k];
      inverse_[k] = 1 / alpha[k];
      level_[k] = y[0];
      decay_[k] = level_by_shift_[k] = keep_[k];
    }
  }

  ProfileSums run() {
    int seen = 1;
    for (std::size_t i = 1; i < y_.size(); ++i) {
      if (std::isnan(y_[i])) {
        skip(lines_[i]);
      } else if (seen++ < kThetaStart) {
        observe<false>(y_[i], lines_[i]);
      } else {
        observe<true>(y_[i], lines_[i]);
      }
    }
    return sums_;
  }

 private:
  template <bool kCounts>
  void observe(double y, const TrendLine& line) {
    for (std::size_t k = 0; k < kLanes; ++k) {
      const double base = y - level_[k];
      if constexpr (kCounts) {
        const double by_shift = level_by_shift_[k];
        const double by_weight = level_by_weight_[k] + drift(line, k);
        sums_.base_base[k] += base * base;
        sums_.base_shift[k] += base * by_shift;
        sums_.base_weight[k] += base * by_weight;
        sums_.shift_shift[k] += by_shift * by_shift;
        sums_.shift_weight[k] += by_shift * by_weight;
        sums_.weight_weight[k] += by_weight * by_weight;
      }
      level_[k] += alpha_[k] * base;
      level_by_shift_[k] = shrunk(level_by_shift_[k], k);
      level_by_weight_[k] *= keep_[k];
      decay_[k] = shrunk(decay_[k], k);
    }
  }

  /// y = mu: the level moves by alpha * weight * drift.
  void skip(const TrendLine& line) {
    for (std::size_t k = 0; k < kLanes; ++k) {
      level_by_weight_[k] += alpha_[k] * drift(line, k);
      decay_[k] = shrunk(decay_[k], k);
    }
  }

  double drift(const TrendLine& line, std::size_t k) const {
    return line.intercept * decay_[k] + line.slope * (1 - decay_[k] * keep_[k]) * inverse_[k];
  }
  double shrunk(double power, std::size_t k) const {
    const double next = power * keep_[k];
    return next > kSmallest ? next : 0;
  }

  std::span<const double> y_;
  std::span<const TrendLine> lines_;
  Lane alpha_, keep_{}, inverse_{}, decay_{}, level_{}, level_by_shift_{}, level_by_weight_{};
  ProfileSums sums_;
};

struct Solution {
  double alpha = 0, shift = 0, weight = 0.5;
  double squared_errors = std::numeric_limits<double>::infinity();
};

/// Best shift and weight of one alpha. The sum of squares is convex, so a weight outside its bounds belongs on the
/// bound.
Solution solve(const ProfileSums& s, std::size_t k, double alpha, bool free_theta) {
  constexpr double kSingular = 1e-9;  // share of a column that the other leaves unexplained
  Solution best{alpha};
  const double determinant = s.shift_shift[k] * s.weight_weight[k] - s.shift_weight[k] * s.shift_weight[k];
  if (free_theta && determinant > kSingular * s.shift_shift[k] * s.weight_weight[k]) {
    const double weight = (s.shift_shift[k] * s.base_weight[k] - s.shift_weight[k] * s.base_shift[k]) / determinant;
    best.weight = std::clamp(weight, 0.0, 1 - 1 / kHighestTheta);
  }
  if (s.shift_shift[k] > 0) best.shift = (s.base_shift[k] - best.weight * s.shift_weight[k]) / s.shift_shift[k];
  const double by_shift = best.shift * (best.shift * s.shift_shift[k] - 2 * s.base_shift[k]);
  const double by_weight = best.weight * (best.weight * s.weight_weight[k] - 2 * s.base_weight[k]);
  best.squared_errors = s.base_base[k] + by_shift + by_weight + 2 * best.shift * best.weight * s.shift_weight[k];
  return best;
}

class Search {
 public:
  Search(std::span<const double> y, std::span<const TrendLine> lines, bool free_theta)
      : y_(y), lines_(lines), free_theta_(free_theta) {}

  /// Tries alpha = low, low + width, low + 2 width, ...
  void pass(double low, double width) {
    Lane alpha{};
    for (std::size_t k = 0; k < kLanes; ++k) {
      alpha[k] = std::clamp(low + width * static_cast<double>(k), kLowestAlpha, kHighestAlpha);
    }
    const ProfileSums sums = Profile(y_, lines_, alpha).run();
    for (std::size_t k = 0; k < kLanes; ++k) {
      const Solution found = solve(sums, k, alpha[k], free_theta_);
      if (found.squared_errors < best_.squared_errors) best_ = found;
    }
  }
  const Solution& best() const { return best_; }

 private:
  std::span<const double> y_;
  std::span<const TrendLine> lines_;
  bool free_theta_;
  Solution best_;
};

}  // namespace

ThetaEstimate fit_theta(std::span<const double> y, bool dynamic, bool free_theta) {
  const std::vector<TrendLine> lines = trend_lines(dynamic, y);
  Search search(y, lines, free_theta);
  double width = (kHighestAlpha - kLowestAlpha) / (kCoarsePasses * kLanes - 1);
  for (int i = 0; i < kCoarsePasses; ++i) search.pass(kLowestAlpha + width * static_cast<double>(kLanes) * i, width);
  for (int i = 0; i < kFinePasses; ++i) {
    const double low = search.best().alpha - width;
    width *= 2.0 / (kLanes + 1);
    search.pass(low + width, width);
  }
  const Solution& best = search.best();
  return {{y[0] + best.shift, best.alpha, 1 / (1 - best.weight)}, std::max(0.0, best.squared_errors)};
}

}  // namespace demandcast
