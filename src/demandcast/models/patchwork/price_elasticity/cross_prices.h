// Prices of the products that stand beside a product.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/models/patchwork/price_elasticity/price_terms.h"

namespace demandcast {

/// For each series of a view, the mean of log(price / reference) over the other series of the same category that have a
/// price in a period. Of products that are not in the view nothing is known.
class CrossPrices {
 public:
  CrossPrices() = default;  ///< of nobody
  /// Nobody's where the terms ask for none. Throws as relative_prices does. O(cells up to `steps` after the origins).
  CrossPrices(const PriceTerms& terms, const PanelView& view, int steps);

  /// [place] from the period `from` on, as `own`, the series' own logarithms; NaN where no other has a price.
  std::vector<double> of_others(std::size_t series, Period from, std::span<const double> own) const;

 private:
  struct Sum {
    double logs = 0;
    int count = 0;
  };

  Period first_ = 0;
  std::size_t periods_ = 0;
  std::vector<std::size_t> category_;  ///< [series]; categories of which a part was not given hold one series
  std::vector<Sum> sums_;              ///< [category, period from first_ on]
};

}  // namespace demandcast
