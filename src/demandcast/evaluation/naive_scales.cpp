// Running means of naive errors: one pass gives the scale at every cutoff.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/naive_scales.h"

#include <cmath>
#include <cstddef>
#include <limits>

namespace demandcast {
namespace {

/// Mean of the numbers so far; NaN adds nothing.
class RunningMean {
 public:
  double add(double value) {
    if (!std::isnan(value)) {
      sum_ += value;
      ++count_;
    }
    return count_ == 0 ? std::numeric_limits<double>::quiet_NaN() : sum_ / static_cast<double>(count_);
  }

 private:
  double sum_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

NaiveScales naive_scales(std::span<const double> y, int season) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const auto lag = static_cast<std::size_t>(season);
  NaiveScales scales;
  RunningMean seasonal, squared;
  bool sold = false;  // whether y[t - 1] or one before it was above zero
  for (std::size_t t = 0; t < y.size(); ++t) {
    scales.mase.push_back(seasonal.add(t >= lag ? std::abs(y[t] - y[t - lag]) : kNone));
    const double change = sold ? y[t] - y[t - 1] : kNone;
    scales.rmsse.push_back(std::sqrt(squared.add(change * change)));
    sold = sold || y[t] > 0;
  }
  return scales;
}

}  // namespace demandcast
