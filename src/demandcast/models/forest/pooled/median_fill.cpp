// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/median_fill.h"

#include <algorithm>

namespace demandcast {

MedianFill MedianFill::of(std::vector<std::vector<float>> values) {
  std::vector<float> medians;
  for (std::vector<float>& of_feature : values) {
    const auto middle = of_feature.begin() + static_cast<std::ptrdiff_t>(of_feature.size() / 2);
    std::ranges::nth_element(of_feature, middle);
    medians.push_back(of_feature.empty() ? 0.0F : *middle);
  }
  return MedianFill(std::move(medians));
}

void MedianFill::apply(FeatureRow& row) const {
  if (medians_.empty()) return;
  FeatureRow whole;
  auto entry = row.entries().begin();
  for (std::uint32_t feature = 0; feature < medians_.size(); ++feature) {
    const bool present = entry != row.entries().end() && entry->feature == feature;
    whole.add(feature, present ? (entry++)->value : medians_[feature]);
  }
  row = std::move(whole);
}

}  // namespace demandcast
