// The recursion of the theta models: from one period to the next, and how wide the future is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace demandcast {

struct ThetaParameters {
  double level = 0;    ///< before the first period
  double alpha = 0.5;  ///< weight of the newest value, in [0.1, 0.99]
  double theta = 2;    ///< how much the short run is curved against the straight line; at least 1
};

/// Observed cells at the start whose errors do not count: the states and the line are not settled there.
inline constexpr int kThetaStart = 3;

/// A + B t, with t = 1 at the first cell.
struct TrendLine {
  double intercept = 0, slope = 0;
};

/// State of a theta model after `count` periods. With q = 1 - alpha and the trend line A + B t,
///   mu_{t+1} = level_t + (1 - 1/theta) (A q^t + B (1 - q^(t+1)) / alpha)      one-step mean
///   level_t  = alpha y_t + q level_{t-1}                                       [Fiorucci et al. 2016, (10)-(15)]
/// In dynamic models the line follows the data: the running mean m and
///   B_t = ((t - 2) B_{t-1} + 6 (y_t - m_{t-1}) / t) / (t + 1),   A_t = m_t - B_t (t + 1) / 2.
class ThetaFilter {
 public:
  /// After the first value of `y`, which is observed. Static models take their line from all observed cells.
  ThetaFilter(const ThetaParameters& parameters, bool dynamic, std::span<const double> y);

  double expected() const;  ///< mean of the next period
  void advance(double y);   ///< to the next period, in which `y` was seen
  void advance() { advance(expected()); }
  /// To the next period, which was not observed: the level moves as expected, the line stays as it is.
  void skip();
  TrendLine line() const { return {intercept_, slope_}; }

  /// Variance of the periods ahead in units of the one-step variance, [step]: 1 + the squared weights that the errors
  /// of earlier steps have in each. Every step is linear in y, so the weights are the answers to errors of one.
  /// O(steps^2).
  std::vector<double> variances(std::size_t steps) const;

 private:
  double alpha_, trend_share_;
  bool dynamic_;
  double level_, mean_, intercept_, slope_;
  double count_ = 1, power_;  ///< power_ = q^count
};

/// Errors of the one-step means where cells were observed, without the first three, which the start of the states
/// rules.
std::vector<double> theta_errors(const ThetaParameters& parameters, bool dynamic, std::span<const double> y);
/// The lines with which the cells of `y` are expected, [time]; they depend on no parameter. [0] is not used.
std::vector<TrendLine> trend_lines(bool dynamic, std::span<const double> y);
/// The filter after all of `y`; gaps (NaN) are skipped.
ThetaFilter theta_filter(const ThetaParameters& parameters, bool dynamic, std::span<const double> y);

}  // namespace demandcast
