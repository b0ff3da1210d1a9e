// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/binned_rows.h"

#include <algorithm>

namespace demandcast {

BinnedRows::BinnedRows(std::size_t feature_count, std::vector<std::uint32_t> dense)
    : slot_(feature_count, -1), dense_features_(std::move(dense)) {
  for (std::size_t i = 0; i < dense_features_.size(); ++i) slot_[dense_features_[i]] = static_cast<std::int32_t>(i);
}

void BinnedRows::add(const BinEdges& edges, const FeatureRow& row) {
  const std::size_t start = dense_.size();
  dense_.resize(start + dense_features_.size(), kAbsentBin);
  for (const FeatureEntry& entry : row.entries()) {
    const Bin bin = edges.bin(entry.feature, entry.value);
    if (slot_[entry.feature] >= 0) {
      dense_[start + static_cast<std::size_t>(slot_[entry.feature])] = bin;
    } else {
      sparse_features_.push_back(entry.feature);
      sparse_bins_.push_back(bin);
    }
  }
  offsets_.push_back(sparse_features_.size());
}

void BinnedRows::read(std::size_t row, std::span<Bin> bins) const {
  std::ranges::fill(bins, kAbsentBin);
  for (std::size_t slot = 0; slot < dense_features_.size(); ++slot) bins[dense_features_[slot]] = dense(row)[slot];
  const auto features = sparse_features(row);
  for (std::size_t i = 0; i < features.size(); ++i) bins[features[i]] = sparse_bins(row)[i];
}

Bin BinnedRows::at(std::size_t row, std::uint32_t feature) const {
  if (slot_[feature] >= 0) return dense(row)[static_cast<std::size_t>(slot_[feature])];
  const auto features = sparse_features(row);
  const auto found = std::ranges::find(features, feature);
  return found == features.end() ? kAbsentBin : sparse_bins(row)[static_cast<std::size_t>(found - features.begin())];
}

}  // namespace demandcast
