// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/demand_segments.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kSomeZeros = 0.1, kManyZeros = 0.6;

struct Sum {
  double demand = 0, zeros = 0, count = 0;
  void add(double y) {
    demand += std::max(y, 0.0);
    zeros += y > 0 ? 0 : 1;
    ++count;
  }
};

}  // namespace

DemandLevel demand_level(const SeriesView& series, std::size_t periods) {
  const auto y = series.target();
  const auto states = series.states();
  Sum recent, all;
  for (std::size_t t = y.size(); t-- > 0;) {
    if (states[t] != CellState::kObserved) continue;
    all.add(static_cast<double>(y[t]));
    if (recent.count < static_cast<double>(periods)) recent = all;
    if (recent.count >= static_cast<double>(periods) && recent.demand > 0) break;
  }
  if (all.count == 0) return {};
  const Sum& level = recent.demand > 0 ? recent : all;
  return {level.demand / level.count, recent.zeros / recent.count};
}

std::size_t intermittence_class(double zero_share) {
  if (zero_share < kSomeZeros) return 0;
  return zero_share < kManyZeros ? 1 : 2;
}

DemandSegments::DemandSegments(std::string_view by)
    : by_velocity_(by == "both" || by == "velocity"), by_intermittence_(by == "both" || by == "intermittence") {}

DemandSegments::DemandSegments(std::string_view by, std::vector<double> means) : DemandSegments(by) {
  std::erase_if(means, [](double mean) { return !(mean > 0); });
  std::sort(means.begin(), means.end());
  for (std::size_t cut = 1; cut < kVelocities; ++cut) {
    cuts_.push_back(means.empty() ? 0.0 : means[cut * means.size() / kVelocities]);
  }
}

DemandSegments DemandSegments::from_cuts(std::string_view by, std::vector<double> cuts) {
  DemandSegments segments(by);
  segments.cuts_ = std::move(cuts);
  return segments;
}

std::size_t DemandSegments::count() const {
  return (by_velocity_ ? kVelocities : 1) * (by_intermittence_ ? kIntermittences : 1);
}

std::size_t DemandSegments::segment(const DemandLevel& level) const {
  std::size_t velocity = 0, intermittence = 0;
  if (by_velocity_) {
    velocity = static_cast<std::size_t>(std::upper_bound(cuts_.begin(), cuts_.end(), level.mean) - cuts_.begin());
  }
  if (by_intermittence_) intermittence = intermittence_class(level.zero_share);
  return by_intermittence_ ? velocity * kIntermittences + intermittence : velocity;
}

}  // namespace demandcast
