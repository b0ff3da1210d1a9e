// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/demand_history.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/data/expected_demand.h"

namespace demandcast {

const double DemandHistory::kUnknown = std::numeric_limits<double>::quiet_NaN();

DemandHistory::DemandHistory(const SeriesView& series)
    : first_(series.first_period()), y_(expected_history(series)), first_known_(std::numeric_limits<Period>::max()) {
  sums_.reserve(y_.size() + 1);
  sums_.emplace_back();
  Period sale = first_ - 1;
  for (std::size_t t = 0; t < y_.size(); ++t) {
    Sums sums = sums_.back();
    if (!std::isnan(y_[t])) {
      sums.sum += y_[t];
      sums.squares += y_[t] * y_[t];
      ++sums.known;
      sums.zeros += y_[t] == 0;
      first_known_ = std::min(first_known_, first_ + static_cast<Period>(t));
      if (y_[t] > 0) sale = first_ + static_cast<Period>(t);
    }
    sums_.push_back(sums);
    last_sale_.push_back(sale);
  }
}

DemandHistory::Sums DemandHistory::between(Period from, Period to) const {
  from = std::max(from, first_);
  to = std::min(to, last());
  if (to < from) return {};
  const Sums& low = sums_[static_cast<std::size_t>(from - first_)];
  const Sums& high = sums_[static_cast<std::size_t>(to - first_ + 1)];
  return {high.sum - low.sum, high.squares - low.squares, high.known - low.known, high.zeros - low.zeros};
}

double DemandHistory::mean(Period from, Period to) const {
  const Sums sums = between(from, to);
  if (sums.known == 0) return kUnknown;
  if (sums.zeros == sums.known) return 0;  // whatever is left of rounding
  return sums.sum / static_cast<double>(sums.known);
}

double DemandHistory::zero_share(Period from, Period to) const {
  const Sums sums = between(from, to);
  return sums.known == 0 ? kUnknown : static_cast<double>(sums.zeros) / static_cast<double>(sums.known);
}

double DemandHistory::mean_square(Period from, Period to) const {
  const Sums sums = between(from, to);
  return sums.known == 0 ? kUnknown : std::max(0.0, sums.squares / static_cast<double>(sums.known));
}

std::int64_t DemandHistory::known(Period from, Period to) const { return between(from, to).known; }

double DemandHistory::since_sale(Period origin) const {
  if (y_.empty() || origin < first_) return kUnknown;
  const Period sale = last_sale_[static_cast<std::size_t>(std::min(origin, last()) - first_)];
  return sale < first_ ? kUnknown : static_cast<double>(origin - sale);
}

double DemandHistory::age(Period origin) const {
  return origin < first_known_ ? kUnknown : static_cast<double>(origin - first_known_);
}

}  // namespace demandcast
