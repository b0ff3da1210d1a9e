// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/grid_distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

using Leaf = std::vector<TargetCode>;
const std::vector<double> kLevels{1e-9, 0.001, 0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 0.999};

TargetGrid grid_of(std::size_t size) {
  std::vector<float> values;
  for (std::size_t i = 0; i < size; ++i) values.push_back(static_cast<float>(i * i));
  return TargetGrid(std::move(values));
}

std::vector<Leaf> leaves_of(std::size_t count, std::size_t codes, std::uint64_t seed) {
  RandomStream random(seed, 1);
  std::vector<Leaf> leaves(count);
  for (Leaf& leaf : leaves) {
    const auto from = random.below(codes), to = from + 1 + random.below(codes - from);
    leaf.resize(1 + random.below(40));
    for (TargetCode& code : leaf) code = static_cast<TargetCode>(from + random.below(to - from));
    std::ranges::sort(leaf);
  }
  return leaves;
}

/// [value] its share, by the definition.
std::map<double, double> slow_shares(const TargetGrid& grid, const std::vector<Leaf>& leaves) {
  std::map<double, double> shares;
  for (const Leaf& leaf : leaves) {
    for (const TargetCode code : leaf) {
      shares[grid.value(code)] += 1.0 / static_cast<double>(leaf.size() * leaves.size());
    }
  }
  return shares;
}

TEST(GridDistribution, IsTheMeanOfItsLeaves) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const TargetGrid grid = grid_of(seed % 3 == 0 ? 40 : seed % 3 == 1 ? 64 : 700);
    const std::vector<Leaf> leaves = leaves_of(1 + seed % 50, grid.size(), seed);
    const auto shares = slow_shares(grid, leaves);
    GridDistribution distribution(grid, 50);
    for (const Leaf& leaf : leaves) distribution.add(leaf);
    double mean = 0, below = 0;
    for (const auto& [value, share] : shares) mean += value * share;
    EXPECT_NEAR(distribution.mean(), mean, 1e-5 * mean);
    distribution.for_each([&](double value, double share) { EXPECT_NEAR(share, shares.at(value), 1e-6); });
    std::vector<double> quantiles(kLevels.size());
    distribution.quantiles(kLevels, quantiles);
    auto at = shares.begin();
    below = at->second;
    for (std::size_t i = 0; i < kLevels.size(); ++i) {
      while (below < kLevels[i] - 1e-9) below += (++at)->second;
      EXPECT_EQ(quantiles[i], at->first) << "seed " << seed << ", level " << kLevels[i];
    }
  }
}

TEST(GridDistribution, TakesBackLeavesWithoutATrace) {
  const TargetGrid grid = grid_of(300);
  const std::vector<Leaf> leaves = leaves_of(20, grid.size(), 7);
  GridDistribution distribution(grid, 20), fresh(grid, 20);
  for (const Leaf& leaf : leaves) distribution.add(leaf);
  for (std::size_t i = 5; i < 20; ++i) distribution.take_back(leaves[i]);
  for (std::size_t i = 5; i-- > 0;) fresh.add(leaves[i]);
  std::vector<double> quantiles(kLevels.size()), of_fresh(kLevels.size());
  distribution.quantiles(kLevels, quantiles);
  fresh.quantiles(kLevels, of_fresh);
  EXPECT_EQ(quantiles, of_fresh);
  EXPECT_NEAR(distribution.mean(), fresh.mean(), 1e-9 * fresh.mean());
}

TEST(GridDistribution, WeighsALeafOfAHundredThousandTargetsLikeOneOfOne) {
  const TargetGrid grid = grid_of(100);
  const Leaf one{99};
  Leaf many;
  for (std::size_t i = 0; i < 100'000; ++i) many.push_back(static_cast<TargetCode>(i / 2000));
  GridDistribution distribution(grid, 10'000);
  distribution.add(one);
  distribution.add(many);
  distribution.for_each([&](double value, double share) { EXPECT_NEAR(share, value == 99.0 * 99 ? 0.5 : 0.01, 1e-5); });
}

}  // namespace
}  // namespace demandcast
