// How far a column moves with demand of the same period beyond what the past of both tells; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace demandcast {

/// Of one series. A surprise is what remains of a value when what demand and column were one period and one season
/// before has been taken out linearly.
struct SurpriseCorrelation {
  double plain = 0;         ///< correlation of the values themselves
  double told_by_past = 0;  ///< share of the column's variance that the past tells
  double surprises = 0;     ///< correlation of the surprises
  double calm = 0;  ///< the same in the half of the periods in which the column surprises least; NaN = undefined
};

/// `demand` and `column` [time], NaN = not known. Nothing for fewer than 16 complete periods, or where one of the two
/// does not vary or is told by the past wholly. O(time).
std::optional<SurpriseCorrelation> surprise_correlation(const std::vector<double>& demand,
                                                        const std::vector<double>& column, std::size_t season);

}  // namespace demandcast
