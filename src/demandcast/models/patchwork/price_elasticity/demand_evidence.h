// What the history of one series says about the effects of its prices and promotions.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/patchwork/price_elasticity/small_matrix.h"

namespace demandcast {

/// The history of one series.
struct DemandCells {
  std::vector<double> demand;  ///< [time]; NaN = not known: missing, censored, or at an unknown price
  std::vector<double> terms;   ///< [time, term]
  std::size_t term_count = 0;
  std::vector<double> known;  ///< [time] factors of demand that are known; empty = all 1
  std::size_t season = 1;     ///< phases with a factor of their own; 1 = none
};

/// The quadratic around the likelihood's mode: -effects' precision effects / 2 + effects' weighted.
struct Evidence {
  SmallMatrix precision;         ///< [term, term]; zero where the history says nothing
  std::vector<double> weighted;  ///< [term] precision times the estimate
};

struct EffectsPrior {
  std::vector<double> mean;  ///< [term]
  SmallMatrix covariance;    ///< [term, term]
};

/// log E[demand] = log known(t) + level(t) + season(phase of t) + terms(t)' effects. The level is a random walk; the
/// variance of demand is a mixture of mean and mean^2 (quasi-likelihood between Poisson and gamma, as a negative
/// binomial's), in a unit of its own; cells beyond three deviations count by as much less (Huber). Penalised
/// quasi-likelihood [Breslow & Clayton 1993]: a few rounds of working responses, each a regression on top of a filtered
/// level; how fast the level moves and the mixture are those of largest likelihood on a grid. The prior is where the
/// expansion is made and is not part of the evidence. Fewer than eight known cells or no demand: no evidence. O(time *
/// (terms + season)^2).
Evidence demand_evidence(const DemandCells& cells, const EffectsPrior& prior);

}  // namespace demandcast
