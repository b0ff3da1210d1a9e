// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/row_readings.h"

#include <algorithm>

#include "demandcast/models/forest/trees/tree.h"

namespace demandcast {
namespace {

constexpr Bin kAboveAll = Tree::kBeyondAll, kBelowAll = 0;

}  // namespace

RowReadings::RowReadings(const BinEdges& edges)
    : edges_(&edges), readings_(2 * std::max<std::size_t>(edges.feature_count(), 1) * kRows) {  // leaves read, too
  for (std::uint32_t feature = 0; feature < edges.feature_count(); ++feature) {
    for (std::size_t place = 0; place < kRows; ++place) set(place, feature, kAboveAll, kBelowAll);
  }
}

void RowReadings::set(std::size_t place, std::uint32_t feature, Bin right, Bin left) {
  Bin* const of_feature = readings_.data() + 2 * kRows * feature + place;
  of_feature[0] = right;
  of_feature[kRows] = left;
}

void RowReadings::read(std::size_t place, const FeatureRow& row) {
  std::vector<std::uint32_t>& present = present_[place];
  for (const std::uint32_t feature : present) set(place, feature, kAboveAll, kBelowAll);
  present.clear();
  for (const FeatureEntry& entry : row.entries()) {
    const Bin bin = edges_->bin(entry.feature, entry.value);
    set(place, entry.feature, bin, bin);
    present.push_back(entry.feature);
  }
}

}  // namespace demandcast
