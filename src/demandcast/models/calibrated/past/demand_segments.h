// What kind of demand a series has, as far as its errors are concerned: how fast it sells and how often not at all.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// The recent past of one series.
struct DemandLevel {
  double mean = 0;        ///< units per period over the recent periods; over all of them where the recent ones are zero
  double zero_share = 0;  ///< of the recent observed periods
};

/// The level as known at the view's origin, from the last `periods` observed cells. Zero where nothing was ever sold.
DemandLevel demand_level(const SeriesView& series, std::size_t periods);

/// 0 below 10 % zeros, 1 below 60 %, 2 above.
std::size_t intermittence_class(double zero_share);

/// Velocity (four classes with as many series each) by intermittence (below 10 % zeros, below 60 %, above).
class DemandSegments {
 public:
  static constexpr std::size_t kVelocities = 4, kIntermittences = 3;

  /// `by` is "both", "velocity", "intermittence" or "none". Cuts between velocities are the quartiles of the means
  /// above 0.
  DemandSegments(std::string_view by, std::vector<double> means);
  /// From cuts that were saved.
  static DemandSegments from_cuts(std::string_view by, std::vector<double> cuts);

  std::size_t count() const;
  std::size_t segment(const DemandLevel& level) const;       ///< below count()
  const std::vector<double>& cuts() const { return cuts_; }  ///< [kVelocities - 1], not decreasing

 private:
  explicit DemandSegments(std::string_view by);

  bool by_velocity_, by_intermittence_;
  std::vector<double> cuts_;
};

}  // namespace demandcast
