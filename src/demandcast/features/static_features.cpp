// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/static_features.h"

#include <fmt/format.h>

#include <cmath>

namespace demandcast {

void CategoryOrder::count(const std::string& column, const std::string& category, double demand_in_levels) {
  Seen& seen = columns_[column][category];
  seen.sum += std::llround(demand_in_levels * kUnit);
  ++seen.count;
}

double CategoryOrder::place(const std::string& column, const std::string& category) const {
  const auto known = columns_.find(column);
  if (known == columns_.end()) return kAbsent;
  const auto seen = known->second.find(category);
  if (seen == known->second.end()) return kAbsent;
  return (static_cast<double>(seen->second.sum) / kUnit + kPrior) / (static_cast<double>(seen->second.count) + kPrior);
}

void declare_static_features(const std::vector<StaticColumn>& statics, std::vector<FeatureInfo>& infos) {
  for (const StaticColumn& column : statics) {
    if (column.kind == StaticKind::kCategory) {
      infos.push_back(
          {column.name, "static", "mean demand / level of the category's targets in training", FeatureTime::kOrigin});
      continue;
    }
    for (int i = 0; i < column.width; ++i) {
      infos.push_back({column.width == 1 ? column.name : fmt::format("{}.{}", column.name, i), "static", "as given",
                       FeatureTime::kOrigin});
    }
  }
}

void static_features(const SeriesView& series, const std::vector<StaticColumn>& statics, const CategoryOrder& order,
                     FeatureSink& sink) {
  for (const StaticColumn& column : statics) {
    if (column.kind == StaticKind::kCategory) {
      const std::int32_t code = series.static_code(column);
      sink(code < 0 ? kAbsent : order.place(column.name, column.categories[static_cast<std::size_t>(code)]));
      continue;
    }
    for (const float number : series.static_numbers(column)) sink(number);
  }
}

}  // namespace demandcast
