// Small training rows of known truth, with dense and sparse features; for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/models/forest/trees/grow_tree.h"

namespace demandcast {

struct RawRow {
  FeatureRow features;
  float target = 0;
  std::uint64_t block = 0;
};

/// Feature 0 decides the target's scale, feature 1 (a fifth of the rows have it) triples it above one half, 2 to 4 are
/// noise, 5 and up are `rare` features of a few rows each.
inline std::vector<RawRow> raw_rows(std::size_t count, std::uint32_t rare, std::uint64_t seed = 5) {
  std::vector<RawRow> rows(count);
  RandomStream random(seed, 1);
  for (std::size_t i = 0; i < count; ++i) {
    const double scale = random.uniform();
    const bool has = random.below(5) == 0;
    const double switched = random.uniform();
    rows[i].features.add(0, scale);
    if (has) rows[i].features.add(1, switched);
    for (std::uint32_t f = 2; f < 5; ++f) rows[i].features.add(f, random.uniform());
    if (rare > 0) rows[i].features.add(5 + static_cast<std::uint32_t>(random.below(rare)), random.uniform());
    const double mean = (scale > 0.5 ? 4.0 : 1.0) * (has && switched > 0.5 ? 3 : 1);
    rows[i].target = static_cast<float>(mean * random.exponential());
    rows[i].block = i / 10;
  }
  return rows;
}

inline TrainingRows training_of(const std::vector<RawRow>& raw, std::size_t feature_count, int bins = 16) {
  std::vector<std::vector<float>> values(feature_count);
  std::vector<float> targets;
  for (const RawRow& row : raw) {
    targets.push_back(row.target);
    for (const FeatureEntry& entry : row.features.entries()) values[entry.feature].push_back(entry.value);
  }
  TrainingRows training;
  training.edges = BinEdges::of_quantiles(values, bins);
  training.grid = TargetGrid::of(targets);
  training.rows = BinnedRows(feature_count, {0, 2, 3, 4});
  for (const RawRow& row : raw) {
    training.rows.add(training.edges, row.features);
    training.targets.push_back(training.grid.code(row.target));
    training.blocks.push_back(row.block);
  }
  return training;
}

}  // namespace demandcast
