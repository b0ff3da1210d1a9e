// The last season repeated, and the errors which that made in the past: seasonal naive and the fallback of all models.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace demandcast {

/// The last observed value of each position of the season, after the end of `y` (NaN = not observed):
///   f[step] = y[last observed t with t = length + step (mod season)]        [Hyndman & Athanasopoulos 2021, 5.2]
/// A position that was never observed takes the last observed value of all. `y` holds at least one observed cell.
std::vector<double> repeat_season(std::span<const double> y, int season, int steps);

/// y[t] - the last observed value of its position before t, wherever both are observed. Empty for histories within one
/// season. O(length).
std::vector<double> season_errors(std::span<const double> y, int season);

/// Whole seasons that lie between a forecast's last known value and step (from 0): 1 in the first season, then 2, ...
/// Errors grow with its root, as in a random walk with that season.
std::size_t seasons_ahead(int step, int season);

}  // namespace demandcast
