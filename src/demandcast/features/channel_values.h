// A series' channels as they were known at one origin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// The values of one channel from the series' first period to `steps` after the view's origin, with running sums.
/// NaN where not given. Every function O(1).
class ChannelValues {
 public:
  ChannelValues(const SeriesView& series, const Channel& channel, int steps);

  double at(Period period) const {
    const auto place = static_cast<std::size_t>(period - first_);
    return period < first_ || place >= values_.size() ? kNotGiven : values_[place];
  }
  /// Those of `from` to `to`, none of which lies before the series or after the last value.
  std::span<const double> values(Period from, Period to) const {
    return std::span(values_).subspan(static_cast<std::size_t>(from - first_), static_cast<std::size_t>(to - from + 1));
  }
  /// Mean and standard deviation of the given cells from `from` to `to` inclusive; NaN where there are none.
  double mean(Period from, Period to) const;
  double deviation(Period from, Period to) const;
  bool empty() const { return given_ == 0; }

 private:
  static const double kNotGiven;
  struct Sums {
    double sum = 0, squares = 0;
    std::int64_t given = 0;
  };
  Sums between(Period from, Period to) const;

  Period first_ = 0;
  std::vector<double> values_;
  std::vector<Sums> sums_;  ///< [time + 1]
  std::int64_t given_ = 0;
};

}  // namespace demandcast
