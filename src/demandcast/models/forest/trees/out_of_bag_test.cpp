// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/out_of_bag.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/models/forest/trees/leaf_mixture.h"
#include "demandcast/models/forest/trees/partial_dependence.h"
#include "demandcast/models/forest/trees/training_rows_test.h"

namespace demandcast {
namespace {

constexpr std::size_t kFeatures = 31;  // the last one no row has
constexpr std::size_t kRows = 3000;

class HeldOutRows : public testing::Test {
 protected:
  HeldOutRows() {
    options_.trees = 30;
    options_.tree.feature_fraction = 0.7;
    forest_ = Forest::grow(training_, options_, {});
    for (std::uint32_t i = 0; i < 500; ++i)
      rows_.push_back({static_cast<std::uint32_t>(i * 7919u % kRows), 1.0 + i % 5});
  }
  OutOfBag out_of_bag(const RunContext& context = {}) const {
    return {forest_, training_, options_, RunContext().seed, rows_, context};
  }

  const TrainingRows training_ = training_of(raw_rows(kRows, 25), kFeatures);
  ForestOptions options_;
  Forest forest_;
  std::vector<OutOfBag::Row> rows_;
};

/// The targets, sorted, of the rows that a tree has in the leaf of `row`, each as often as it was drawn.
std::vector<double> leaf_mates(const TrainingRows& training, const Forest& forest, const ForestOptions& options,
                               std::size_t tree, std::uint32_t row) {
  const auto leaf_of = [&](std::uint32_t of) {
    std::vector<Bin> bins;
    for (std::uint32_t f = 0; f < kFeatures; ++f) bins.push_back(training.rows.at(of, f));
    return forest.tree(tree).leaf_of(bins);
  };
  std::vector<double> targets;
  for (std::uint32_t other = 0; other < kRows; ++other) {
    const int times = Forest::times_drawn(options, RunContext().seed, tree, training.blocks[other]);
    if (times == 0 || leaf_of(other) != leaf_of(row)) continue;
    targets.insert(targets.end(), static_cast<std::size_t>(times), training.grid.value(training.targets[other]));
  }
  std::ranges::sort(targets);
  return targets;
}

TEST_F(HeldOutRows, HaveTheLossOfTheTreesThatDidNotLearnFromThemByTheDefinition) {
  options_.tree.leaf_targets = 0;  // all, so that rows can be counted
  forest_ = Forest::grow(training_, options_, {});
  rows_.resize(12);
  double loss = 0, sold = 0;
  for (const OutOfBag::Row& row : rows_) {
    std::vector<std::pair<double, double>> weights;  // value, weight
    for (std::size_t t = 0; t < forest_.tree_count(); ++t) {
      if (Forest::times_drawn(options_, RunContext().seed, t, training_.blocks[row.row]) > 0) continue;
      const auto targets = leaf_mates(training_, forest_, options_, t, row.row);
      for (const double target : targets) weights.emplace_back(target, 1.0 / static_cast<double>(targets.size()));
    }
    std::ranges::sort(weights);
    double total = 0;
    for (const auto& [value, weight] : weights) total += weight;
    const double y = training_.grid.value(training_.targets[row.row]);
    for (int decile = 1; decile <= 9; ++decile) {
      const double level = decile / 10.0;
      double below = 0;
      auto at = weights.begin();
      while ((below += at->second) < (level - 1e-9) * total) ++at;
      loss += 2 * row.scale * std::max(level * (y - at->first), (level - 1) * (y - at->first)) / 9;
    }
    sold += row.scale * y;
  }
  EXPECT_NEAR(out_of_bag().loss(), loss / sold, 1e-6);
}

TEST_F(HeldOutRows, LoseMostWithoutTheFeatureThatDecidesAndNothingWithoutNoise) {
  const std::vector<std::vector<std::uint32_t>> sets{{0}, {1}, {2}, {3}, {30}, {0, 1}};
  const auto changes = out_of_bag().permuted(sets, {});
  EXPECT_GT(changes[0].rise, 0.05);
  EXPECT_GT(changes[0].rise, 5 * changes[0].error);
  EXPECT_GT(changes[1].rise, 2 * changes[1].error);
  for (const std::size_t noise : {2u, 3u}) EXPECT_LT(std::abs(changes[noise].rise), 0.1 * changes[0].rise);
  EXPECT_EQ(changes[4].rise, 0);
  EXPECT_GT(changes[5].rise, changes[0].rise);
}

TEST_F(HeldOutRows, AreNotThoseOfSeriesThatEveryTreeKnows) {
  options_.sample_fraction = 1;
  forest_ = Forest::grow(training_, options_, {});
  EXPECT_EQ(out_of_bag().row_count(), 0u);
  EXPECT_TRUE(std::isnan(out_of_bag().loss()));
  EXPECT_EQ(out_of_bag().permuted(std::vector<std::vector<std::uint32_t>>{{0}}, {})[0].rise, 0);
}

TEST_F(HeldOutRows, AreNotThoseOfATreeThatDrewNothingAndLearntFromAll) {
  options_.sample_fraction = 1e-9;
  forest_ = Forest::grow(training_, options_, {});
  EXPECT_EQ(out_of_bag().row_count(), 0u);
}

TEST_F(HeldOutRows, TellTheSameAtAnyNumberOfThreads) {
  RunContext three;
  three.threads = 3;
  EXPECT_EQ(out_of_bag().loss(), out_of_bag(three).loss());
  const std::vector<std::vector<std::uint32_t>> sets{{0}, {1, 2}};
  const auto a = out_of_bag().permuted(sets, {}), b = out_of_bag(three).permuted(sets, three);
  for (std::size_t s = 0; s < sets.size(); ++s) {
    EXPECT_EQ(a[s].rise, b[s].rise);
    EXPECT_EQ(a[s].error, b[s].error);
  }
}

TEST_F(HeldOutRows, ShowHowTheForestGoesWithEachFeature) {
  std::vector<std::uint32_t> rows(1000);
  std::iota(rows.begin(), rows.end(), 0u);
  const auto deciding = partial_dependence(forest_, training_, rows, 0, {});
  const auto switched = partial_dependence(forest_, training_, rows, 1, {});
  const auto noise = partial_dependence(forest_, training_, rows, 2, {});
  ASSERT_GE(deciding.size(), 8u);
  EXPECT_LT(deciding.front().value, 0.2);
  EXPECT_NEAR(deciding.back().mean / deciding.front().mean, 4, 0.8);
  EXPECT_NEAR(deciding.back().median / deciding.back().mean, std::log(2), 0.12);  // of an exponential law
  EXPECT_NEAR(deciding.back().high / deciding.back().mean, std::log(10), 0.4);
  EXPECT_EQ(switched.back().place, PartialPlace::kLacking);
  EXPECT_NEAR(switched[switched.size() - 2].mean / switched.back().mean, 3, 0.8);
  for (const PartialPoint& point : noise) EXPECT_NEAR(point.mean / noise.front().mean, 1, 0.1);
}

TEST_F(HeldOutRows, AreAskedOneByOneInACurveByItsDefinition) {
  const std::vector<std::uint32_t> rows{3, 400, 77};
  const auto points = partial_dependence(forest_, training_, rows, 0, {});
  for (const PartialPoint& point : points) {
    ASSERT_NE(point.place, PartialPlace::kLacking);
    double mean = 0;
    for (const std::uint32_t row : rows) {
      FeatureRow asked;
      for (std::uint32_t f = 0; f < kFeatures; ++f) {
        const Bin bin = training_.rows.at(row, f);
        const auto edges = training_.edges.of(f);
        if (f == 0) {
          asked.add(f, point.place == PartialPlace::kAbove ? point.value + 1 : point.value);
        } else if (bin != kAbsentBin) {
          asked.add(f, bin <= edges.size() ? edges[bin - 1u] : edges.empty() ? 0 : edges.back() + 1);
        }
      }
      LeafMixture mixture(forest_);
      mixture.ask({&asked, 1});
      mean += mixture.distribution(0).mean() / 3;
    }
    EXPECT_NEAR(point.mean, mean, 1e-9);
  }
}

}  // namespace
}  // namespace demandcast
