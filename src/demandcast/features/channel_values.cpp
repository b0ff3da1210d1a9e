// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/channel_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demandcast {

const double ChannelValues::kNotGiven = std::numeric_limits<double>::quiet_NaN();

ChannelValues::ChannelValues(const SeriesView& series, const Channel& channel, int steps)
    : first_(series.first_period()) {
  const Period last = series.origin() + (channel.role == ChannelRole::kKnownFuture ? steps : 0);
  if (last < first_) return;
  values_ = series.channel(channel, first_, last);
  sums_.reserve(values_.size() + 1);
  sums_.emplace_back();
  for (const double value : values_) {
    Sums sums = sums_.back();
    if (!std::isnan(value)) {
      sums.sum += value;
      sums.squares += value * value;
      ++sums.given;
    }
    sums_.push_back(sums);
  }
  given_ = sums_.back().given;
}

ChannelValues::Sums ChannelValues::between(Period from, Period to) const {
  from = std::max(from, first_);
  to = std::min(to, first_ + static_cast<Period>(values_.size()) - 1);
  if (to < from) return {};
  const Sums& low = sums_[static_cast<std::size_t>(from - first_)];
  const Sums& high = sums_[static_cast<std::size_t>(to - first_ + 1)];
  return {high.sum - low.sum, high.squares - low.squares, high.given - low.given};
}

double ChannelValues::mean(Period from, Period to) const {
  const Sums sums = between(from, to);
  return sums.given == 0 ? kNotGiven : sums.sum / static_cast<double>(sums.given);
}

double ChannelValues::deviation(Period from, Period to) const {
  const Sums sums = between(from, to);
  if (sums.given == 0) return kNotGiven;
  const double count = static_cast<double>(sums.given), mean = sums.sum / count;
  return std::sqrt(std::max(0.0, sums.squares / count - mean * mean));
}

}  // namespace demandcast
