// What of a series' price and promotions goes into its demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/models/patchwork/price_elasticity/price_elasticity_options.h"

namespace demandcast {

/// Which columns; found in the data once, kept with what is learnt.
struct PriceTerms {
  std::string price;                    ///< empty = none
  std::vector<std::string> promotions;  ///< may be empty where there is a price
  std::vector<double> scales;           ///< [promotion] the largest magnitude of the training, above 0
  std::vector<std::string> cross;  ///< statics that the others of cross-prices share (cross_prices.h); may be empty
  bool running = false;            ///< whether a past price is held against the regular one of its time
  std::size_t window = 13;         ///< periods of the regular price

  std::size_t count() const { return (price.empty() ? 0 : 1) + promotions.size() + (cross.empty() ? 0 : 1); }
  bool is_cross(std::size_t term) const { return !cross.empty() && term + 1 == count(); }
  std::vector<std::string> names() const;  ///< [term] the price first, "PRICE of others" last
};

/// Throws ConfigError where a named column is not among the known-future ones, or there is neither price nor promotion;
/// where cross-prices are asked for without a price, by a static that is not there, or of a training in several shards,
/// none of which sees the others. O(cells) for the scales.
PriceTerms find_price_terms(const PriceElasticityOptions& options, const PanelStream& training);

/// Whether the data have what the options ask for: a price or a promotion. Throws ConfigError as find_price_terms does
/// for named columns.
bool has_price_terms(const PriceElasticityOptions& options, const PanelStream& training);

class CrossPrices;

/// Terms of one series as known at its origin: log(price / reference), each promotion over its scale, then the mean
/// log(price / reference) of the others where asked. 0 where the plan says nothing: the regular price, no promotion.
struct SeriesTerms {
  std::vector<double> past;   ///< [time, term] as SeriesView::target
  std::vector<double> ahead;  ///< [step, term]
  std::vector<double> price;  ///< [time] as given, NaN = not; then [step]; empty without a price column
};

/// Which periods the places of a series' terms are: its past, a gap where the series ended before the origin, the
/// steps.
struct TermPlaces {
  std::size_t past = 0;      ///< cells of the past
  std::size_t ahead_at = 0;  ///< place of the first step
  Period from = 0, to = 0;   ///< of the first and last place
};
TermPlaces term_places(const SeriesView& series, int steps);

/// [place] the price as given, and the logarithm of what it is to its reference; NaN where not known.
struct RelativePrices {
  std::vector<double> price, log;
};
/// Throws DataError for a price of zero or below, ConfigError where the column is missing.
RelativePrices relative_prices(const PriceTerms& terms, const PanelView& view, const SeriesView& series,
                               const TermPlaces& places);

/// `others` of the same view. Throws as relative_prices does.
SeriesTerms series_terms(const PriceTerms& terms, const PanelView& view, std::size_t series, int steps,
                         const CrossPrices& others);

}  // namespace demandcast
