// A catalogue's effects of prices and promotions, learnt, and what they make of the demand of one series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/models/calibrated/past/series_pools.h"
#include "demandcast/models/patchwork/adjusted/demand_factors.h"
#include "demandcast/models/patchwork/price_elasticity/cross_prices.h"
#include "demandcast/models/patchwork/price_elasticity/pooled_effects.h"
#include "demandcast/models/patchwork/price_elasticity/price_terms.h"

namespace demandcast {

/// What is known of one series at its origin.
struct SeriesEffects {
  std::size_t category = 0;
  SeriesTerms terms;
  Effects effects;   ///< its own history drawn towards its category
  bool own = false;  ///< whether its history said anything
};

/// Signs that effects may have though the textbook has it otherwise.
struct AllowedSigns {
  bool rising = false;       ///< demand may rise with the price
  bool complements = false;  ///< demand may fall as the prices of the others rise
};

using EvidenceById = std::vector<std::pair<std::string, PooledSeries>>;

class PriceEffects final : public DemandFactors {
 public:
  /// Two passes for the effects; between them, on demand without the effects of the first, a season of the year of each
  /// category (pooled_profile.h, 25 cheap passes), which the second takes as known. The second also expands each
  /// series' likelihood where the first has put it.
  PriceEffects(const PanelStream& training, PriceTerms terms, SeriesPools categories, AllowedSigns allowed,
               const RunContext& context);
  /// From what was saved.
  PriceEffects(PriceTerms terms, SeriesPools categories, AllowedSigns allowed, PooledEffects pooled,
               std::vector<double> season);

  /// The effects of one series from its history up to its origin; `others` of the same view and steps
  /// where cross-prices were asked for. O(length).
  SeriesEffects effects_of(const PanelView& view, std::size_t series, int steps, const CrossPrices& others = {}) const;
  /// exp(terms' effects), within a factor of 50 either way. With cross-prices O(cells of the view): see bound_to.
  SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const override;
  std::unique_ptr<DemandFactors> bound_to(const PanelView& view, int steps) const override;
  void save(ArtifactWriter& writer) const override;

  const PriceTerms& terms() const { return terms_; }
  const SeriesPools& categories() const { return categories_; }
  const PooledEffects& pooled() const { return pooled_; }
  const AllowedSigns& allowed() const { return allowed_; }

 private:
  EvidenceById evidence_of_all(const PanelStream& training, const RunContext& context) const;
  std::vector<double> season_without(const PanelStream& training, const EvidenceById& evidence,
                                     const RunContext& context) const;
  /// [time] what the season makes of the demand of a series; empty = nothing.
  std::vector<double> season_of(const SeriesView& series, std::size_t category) const;

  PriceTerms terms_;
  SeriesPools categories_;
  AllowedSigns allowed_;
  PooledEffects pooled_;
  std::vector<double> season_;  ///< [category, position of the year]; empty = none
};

}  // namespace demandcast
