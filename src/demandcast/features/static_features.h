// Features of what a product is: numbers and embeddings as they are, categories by their place in an order.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/features/feature_info.h"

namespace demandcast {

/// A number for each category of each column, by which a tree can part them: how high demand / level of its series'
/// targets was, low to high, learnt from the rows of a fit [Fisher 1958, "On grouping for maximum homogeneity":
/// the best parting of categories in two is contiguous in that order]. Categories that were not seen are absent.
class CategoryOrder {
 public:
  CategoryOrder() = default;
  /// One more target of a series with that category.
  void count(const std::string& column, const std::string& category, double demand_in_levels);
  /// Mean over the category's targets, drawn to 1 by `kPrior` targets of 1; NaN for an unknown one.
  double place(const std::string& column, const std::string& category) const;

  /// Whole numbers, so that the order of targets does not matter.
  struct Seen {
    std::int64_t sum = 0;  ///< of targets in units of 1 / kUnit
    std::int64_t count = 0;
  };
  static constexpr double kUnit = 4096;
  using Columns = std::map<std::string, std::map<std::string, Seen>, std::less<>>;
  const Columns& columns() const { return columns_; }
  void set(Columns columns) { columns_ = std::move(columns); }

 private:
  static constexpr double kPrior = 100;
  Columns columns_;
};

void declare_static_features(const std::vector<StaticColumn>& statics, std::vector<FeatureInfo>& infos);
void static_features(const SeriesView& series, const std::vector<StaticColumn>& statics, const CategoryOrder& order,
                     FeatureSink& sink);

}  // namespace demandcast
