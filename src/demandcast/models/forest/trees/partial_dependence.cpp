// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/partial_dependence.h"

#include <algorithm>
#include <array>

#include "demandcast/core/parallel.h"
#include "demandcast/models/forest/trees/grid_distribution.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostBins = 10;
constexpr std::array<double, 3> kLevels{0.1, 0.5, 0.9};

/// The bins to look at: those in the middle of evenly many rows each, kAbsentBin last.
std::vector<Bin> bins_to_ask(const TrainingRows& training, std::span<const std::uint32_t> rows, std::uint32_t feature) {
  std::vector<Bin> present;
  for (const std::uint32_t row : rows) {
    if (const Bin bin = training.rows.at(row, feature); bin != kAbsentBin) present.push_back(bin);
  }
  std::ranges::sort(present);
  std::vector<Bin> asked;
  for (std::size_t i = 0; i < kMostBins && !present.empty(); ++i) {
    const Bin bin = present[(2 * i + 1) * present.size() / (2 * kMostBins)];
    if (asked.empty() || asked.back() != bin) asked.push_back(bin);
  }
  if (present.size() < rows.size()) asked.push_back(kAbsentBin);
  return asked;
}

PartialPoint place_of(const BinEdges& edges, std::uint32_t feature, Bin bin) {
  PartialPoint point;
  if (bin == kAbsentBin) {
    point.place = PartialPlace::kLacking;
    return point;
  }
  const auto of = edges.of(feature);
  if (bin <= of.size()) {
    point.value = of[bin - 1u];
  } else {
    point.place = PartialPlace::kAbove;
    point.value = of.empty() ? 0 : of.back();
  }
  return point;
}

}  // namespace

std::vector<PartialPoint> partial_dependence(const Forest& forest, const TrainingRows& training,
                                             std::span<const std::uint32_t> rows, std::uint32_t feature,
                                             const RunContext& context) {
  const std::vector<Bin> asked = bins_to_ask(training, rows, feature);
  std::vector<PartialPoint> points(asked.size());
  parallel_for(asked.size(), context, [&](std::size_t p) {
    PartialPoint& point = points[p] = place_of(training.edges, feature, asked[p]);
    GridDistribution distribution(forest.grid(), forest.tree_count());
    std::vector<Bin> bins(training.rows.feature_count());
    std::array<double, kLevels.size()> values{};
    for (const std::uint32_t row : rows) {
      training.rows.read(row, bins);
      bins[feature] = asked[p];
      distribution.clear();
      for (std::size_t t = 0; t < forest.tree_count(); ++t) {
        distribution.add(forest.tree(t).targets(forest.tree(t).leaf_of(bins)));
      }
      distribution.quantiles(kLevels, values);
      point.mean += distribution.mean();
      point.low += values[0], point.median += values[1], point.high += values[2];
    }
    for (double* sum : {&point.mean, &point.low, &point.median, &point.high}) *sum /= static_cast<double>(rows.size());
  });
  return points;
}

}  // namespace demandcast
