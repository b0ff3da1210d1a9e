// Effects of prices and promotions, drawn from the series to its category and from there to the catalogue.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/patchwork/price_elasticity/demand_evidence.h"

namespace demandcast {

/// What is known of effects: a normal distribution.
struct Effects {
  std::vector<double> mean;  ///< [term]
  SmallMatrix covariance;    ///< [term, term]
};

/// One series among those that are pooled.
struct PooledSeries {
  std::size_t category = 0;
  Evidence evidence;
};

/// effects of a series ~ N(those of its category, diag(between_series)); of a category ~ N(the catalogue's,
/// diag(between_categories)); of the catalogue ~ N(0, 2^2). The variances are those of largest posterior density with
/// an inverse gamma prior worth one series of variance 0.5^2, by expectation and maximisation: empirical Bayes [Efron &
/// Morris 1973; Dempster, Laird & Rubin 1977].
class PooledEffects {
 public:
  /// Nothing learnt: every series has the prior of the catalogue.
  PooledEffects(std::size_t terms, std::size_t categories);
  /// The result depends on the order of `series`, by rounding alone. O(rounds * series * terms^3).
  PooledEffects(std::size_t terms, std::size_t categories, std::span<const PooledSeries> series);
  /// From what was saved. Throws FormatError where the numbers do not fit.
  PooledEffects(std::size_t terms, std::size_t categories, std::vector<double> numbers);

  std::size_t terms() const { return between_series_.size(); }
  const Effects& catalogue() const { return catalogue_; }
  const Effects& category(std::size_t category) const { return categories_[category]; }
  std::span<const double> between_series() const { return between_series_; }          ///< [term] variances
  std::span<const double> between_categories() const { return between_categories_; }  ///< [term]
  /// What a series of the category is expected to have before its own history is seen.
  EffectsPrior prior(std::size_t category) const;
  /// With its own history.
  Effects posterior(std::size_t category, const Evidence& own) const;
  std::vector<double> numbers() const;  ///< all of the above, to be saved

 private:
  void settle(std::span<const PooledSeries> series);
  double improve(std::span<const PooledSeries> series);

  std::vector<double> between_series_, between_categories_;
  Effects catalogue_;
  std::vector<Effects> categories_;
  std::vector<Evidence> category_evidence_;  ///< while learning
};

}  // namespace demandcast
