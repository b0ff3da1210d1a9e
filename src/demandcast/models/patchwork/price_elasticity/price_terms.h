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
  bool running = false;                 ///< whether a past price is held against the regular one of its time
  std::size_t window = 13;              ///< periods of the regular price

  std::size_t count() const { return (price.empty() ? 0 : 1) + promotions.size(); }
  std::vector<std::string> names() const;  ///< [term] the price first
};

/// Throws ConfigError where a named column is not among the known-future ones, or there is neither price nor promotion.
/// O(cells) for the scales.
PriceTerms find_price_terms(const PriceElasticityOptions& options, const PanelStream& training);

/// Whether the data have what the options ask for: a price or a promotion. Throws ConfigError as find_price_terms does
/// for named columns.
bool has_price_terms(const PriceElasticityOptions& options, const PanelStream& training);

/// Terms of one series as known at its origin: log(price / reference), then each promotion over its scale. 0 where the
/// plan says nothing: the regular price, no promotion.
struct SeriesTerms {
  std::vector<double> past;   ///< [time, term] as SeriesView::target
  std::vector<double> ahead;  ///< [step, term]
  std::vector<double> price;  ///< [time] as given, NaN = not; then [step]; empty without a price column
};

/// Throws DataError for a price of zero or below, ConfigError where a column is missing.
SeriesTerms series_terms(const PriceTerms& terms, const PanelView& view, std::size_t series, int steps);

}  // namespace demandcast
