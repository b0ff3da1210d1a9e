// The season of a history between one and two seasons long: a profile no surer than what came back of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace demandcast {

/// Periods seen twice that are wanted before a season is looked for.
inline constexpr int kFewestSeasonPairs = 8;

struct ShortSeason {
  std::vector<double> season;  ///< [phase] of y[0], y[1], ...; sums to 0, or to the season's length when multiplicative
  double freedom = 0;          ///< effective number of parameters: the shares kept, less the centring
};

/// The profile of a history with m < length < 2 m, m = `season`; NaN = not observed.
///
/// 1. Trend: the straight line whose growth over a season is the mean difference of the pairs (y[t], y[t + m]). Nothing
///    else in so short a history tells trend from season.
/// 2. Profile: each phase's one or two deviations from the line (ratios when `multiplicative`), averaged and drawn
///    towards none by tau^2 / (tau^2 + sigma^2 / n) [empirical Bayes, Efron & Morris 1973]. sigma^2 is by the
///    differences within pairs, tau^2 what is left of the variance of all phases, less one standard error of it: one
///    high week makes no season, one week that is high beyond all noise does.
/// 3. All of it times the posterior probability that there is a season,
///      1 / (1 + exp(-x^2 / 4) / sqrt 2),    x = r / s,    s^2 = (1 + 2 sum_l (1 - l/k) p_l q_l) / k
///    where r is the correlation of the k pairs, s its standard error without a season [Bartlett 1935; p and q the
///    autocorrelations of the two passages], N(0, s^2) the prior of r where there is a season, and two to one the odds.
///
/// Nothing for other lengths, below kFewestSeasonPairs pairs, when r <= 0 or tau^2 = 0, and for ratios to a line that
/// is not above zero throughout. A phase without an observation is neutral. Odds and error were chosen on eight sets;
/// see README.md. O(length + pairs^2).
std::optional<ShortSeason> short_season(std::span<const double> y, int season, bool multiplicative);

}  // namespace demandcast
