// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/cross_prices.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "demandcast/models/calibrated/past/static_categories.h"

namespace demandcast {
namespace {

using CategoryKey = std::vector<std::string>;

/// The parts of a series' category; its id alone where a part was not given.
CategoryKey category_key(const PriceTerms& terms, const PanelView& view, std::size_t series) {
  CategoryKey key;
  for (const std::string& name : terms.cross) {
    const StaticColumn* column = static_named(view, name);
    key.push_back(column == nullptr ? "" : category_of(*column, view.series(series)));
    if (key.back().empty()) return {"", view.id(series)};
  }
  return key;
}

}  // namespace

CrossPrices::CrossPrices(const PriceTerms& terms, const PanelView& view, int steps) {
  if (terms.cross.empty() || view.series_count() == 0) return;
  std::map<CategoryKey, std::size_t> numbers;
  Period last = std::numeric_limits<Period>::min();
  first_ = std::numeric_limits<Period>::max();
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    category_.push_back(numbers.try_emplace(category_key(terms, view, i), numbers.size()).first->second);
    const TermPlaces places = term_places(view.series(i), steps);
    first_ = std::min(first_, places.from);
    last = std::max(last, places.to);
  }
  periods_ = static_cast<std::size_t>(std::max<Period>(0, last - first_ + 1));
  sums_.resize(numbers.size() * periods_);
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    const SeriesView series = view.series(i);
    const TermPlaces places = term_places(series, steps);
    const std::vector<double> logs = relative_prices(terms, view, series, places).log;
    const std::size_t at = category_[i] * periods_ + static_cast<std::size_t>(places.from - first_);
    for (std::size_t place = 0; place < logs.size(); ++place) {
      if (std::isnan(logs[place])) continue;
      sums_[at + place].logs += logs[place];
      ++sums_[at + place].count;
    }
  }
}

std::vector<double> CrossPrices::of_others(std::size_t series, Period from, std::span<const double> own) const {
  std::vector<double> others(own.size(), std::numeric_limits<double>::quiet_NaN());
  if (category_.empty()) return others;
  const std::size_t at = category_[series] * periods_ + static_cast<std::size_t>(from - first_);
  for (std::size_t place = 0; place < own.size(); ++place) {
    Sum sum = sums_[at + place];
    if (!std::isnan(own[place])) {
      sum.logs -= own[place];
      --sum.count;
    }
    if (sum.count > 0) others[place] = sum.logs / sum.count;
  }
  return others;
}

}  // namespace demandcast
