// How the level of a young product is learnt from its own sales.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace demandcast {

/// Level and demand of a product launched like another: its level is gamma distributed around the other's, demand
/// around level * curve varies by count and by a share of its own.
struct LevelLaw {
  double spread = 4;   ///< shape of the level's distribution: 1 / spread is the squared relative deviation
  double noise = 0.3;  ///< squared relative deviation of a period's demand beyond its counts, at the surest age
  double memory = 1;   ///< what a period counts beside the next newer one
};

struct GammaLaw {
  double shape = 1, rate = 1;
  double mean() const { return shape / rate; }
};

/// What sales tell of a level, as so many counts of a Poisson law over an exposure: what the same periods would be
/// worth at level 1.
struct LevelEvidence {
  double counts = 0, exposure = 0;
};

/// How many counts a unit of demand is worth in a period of this `mean`: 1 / (unit + noise * mean), since its squared
/// relative deviation is unit / mean + noise.
double worth_of_unit(double mean, double unit, double noise);

/// The level before own sales, mean `level`. The other's level is itself known from `counts` only: that adds to the
/// spread.
GammaLaw prior_level(const LevelLaw& law, double level, double counts);

/// The level after own sales [gamma-Poisson conjugacy].
GammaLaw updated_level(const GammaLaw& prior, const LevelEvidence& own);

/// Logarithm of the chance of those sales before they came, up to what is the same for every prior.
double log_chance(const GammaLaw& prior, const GammaLaw& updated);

}  // namespace demandcast
