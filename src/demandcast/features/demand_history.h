// A series' demand up to its newest origin, with running sums, so that any span of it is summed at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// Demand as expected_history() gives it: sold-out cells hold what was expected to have been wanted. All functions take
/// periods and clip spans to the history. Memory and time of the constructor: O(length); every function O(1).
class DemandHistory {
 public:
  explicit DemandHistory(const SeriesView& series);

  Period first() const { return first_; }
  Period last() const { return first_ + static_cast<Period>(y_.size()) - 1; }
  /// NaN where not known or outside.
  double at(Period period) const {
    return period < first_ || period > last() ? kUnknown : y_[static_cast<std::size_t>(period - first_)];
  }
  /// Mean of the known cells from `from` to `to` inclusive; NaN where there are none.
  double mean(Period from, Period to) const;
  /// Share of the known cells that are zero; NaN where there are none.
  double zero_share(Period from, Period to) const;
  /// Mean of the squares; NaN where there are none.
  double mean_square(Period from, Period to) const;
  std::int64_t known(Period from, Period to) const;
  /// Periods since the last sale up to `origin`; NaN when nothing was ever sold.
  double since_sale(Period origin) const;
  /// Periods since the first known cell, 0 when that is `origin` itself; NaN before.
  double age(Period origin) const;

 private:
  static const double kUnknown;
  struct Sums {
    double sum = 0, squares = 0;
    std::int64_t known = 0, zeros = 0;
  };
  Sums between(Period from, Period to) const;

  Period first_ = 0;
  std::vector<double> y_;
  std::vector<Sums> sums_;         ///< [time + 1]
  std::vector<Period> last_sale_;  ///< [time]; before the history = never
  Period first_known_ = 0;
};

}  // namespace demandcast
