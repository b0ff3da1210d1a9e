// The histogram search against one that tries every cut and counts every row anew.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/split_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "demandcast/models/forest/trees/criterion.h"
#include "demandcast/models/forest/trees/training_rows_test.h"

namespace demandcast {
namespace {

constexpr std::size_t kFeatures = 9;

std::vector<double> targets_of_side(const TrainingRows& training, const std::vector<std::uint32_t>& side) {
  std::vector<double> targets;
  for (const std::uint32_t row : side) targets.push_back(training.grid.value(training.targets[row]));
  return targets;
}

/// Least squares, from its definition.
struct SlowVariance {
  explicit SlowVariance(std::vector<double>) {}
  double score(const std::vector<double>& side) const {
    const double sum = std::accumulate(side.begin(), side.end(), 0.0);
    return sum * sum / static_cast<double>(side.size());
  }
};

/// Weighted Brier scores at the node's eighths, from their definition.
struct SlowQuantiles {
  explicit SlowQuantiles(std::vector<double> node) {
    std::ranges::sort(node);
    for (std::size_t j = 0; j < 8; ++j) thresholds.push_back(node[node.size() * j / 8]);
    thresholds.push_back(node[node.size() - 1 - node.size() / 32]);
  }
  double score(const std::vector<double>& side) const {
    double score = 0;
    for (std::size_t j = 1; j < 8; ++j) {
      const auto below = static_cast<double>(std::ranges::count_if(side, [&](double y) { return y <= thresholds[j]; }));
      score += (thresholds[j + 1] - thresholds[j - 1]) * below * below / static_cast<double>(side.size());
    }
    return score;
  }
  std::vector<double> thresholds;
};

template <class Slow>
double gain_of(const TrainingRows& training, const std::vector<std::uint32_t>& node, const SplitRule& rule) {
  const Slow slow(targets_of_side(training, node));
  std::vector<std::uint32_t> left, right;
  for (const std::uint32_t row : node) {
    (rule.goes_left(training.rows.at(row, rule.feature)) ? left : right).push_back(row);
  }
  if (left.size() < 15 || right.size() < 15) return 0;
  return slow.score(targets_of_side(training, left)) + slow.score(targets_of_side(training, right)) -
         slow.score(targets_of_side(training, node));
}

template <class Slow>
double best_gain(const TrainingRows& training, const std::vector<std::uint32_t>& node, const FeatureLottery& lottery) {
  double best = 0;
  for (std::uint32_t feature = 0; feature < kFeatures; ++feature) {
    if (!lottery.drawn(feature)) continue;
    for (int bin = 1; bin <= training.edges.bin_count(feature); ++bin) {
      for (const bool absent_left : {false, true}) {
        best = std::max(best, gain_of<Slow>(training, node, {feature, static_cast<Bin>(bin), absent_left}));
      }
    }
  }
  return best;
}

template <class Fast, class Slow>
void expect_the_best_splits(std::uint64_t seed) {
  const TrainingRows training = training_of(raw_rows(400, 4, seed), kFeatures);
  std::vector<std::uint32_t> node(400);
  std::iota(node.begin(), node.end(), 0u);
  SplitSearch<Fast> search(training.rows, training.edges, Fast(training.grid, training.targets), 15);
  for (const std::size_t size : {std::size_t{400}, std::size_t{150}, std::size_t{40}}) {
    node.resize(size);
    for (const double fraction : {1.0, 0.4}) {
      const FeatureLottery lottery(fraction, seed);
      const auto found = search.best(node, lottery);
      const double best = best_gain<Slow>(training, node, lottery);
      if (!found) {
        EXPECT_NEAR(best, 0, 1e-6);
        continue;
      }
      EXPECT_TRUE(lottery.drawn(found->feature));
      EXPECT_NEAR(gain_of<Slow>(training, node, *found), best, 1e-3 * best) << size << " rows, seed " << seed;
    }
  }
}

TEST(SplitSearch, FindsTheBestLeastSquaresSplitThatThereIs) {
  for (const std::uint64_t seed : {1, 2, 3}) expect_the_best_splits<VarianceCriterion, SlowVariance>(seed);
}

TEST(SplitSearch, FindsTheBestSplitOfDistributionsThatThereIs) {
  for (const std::uint64_t seed : {1, 2, 3}) expect_the_best_splits<QuantileCriterion, SlowQuantiles>(seed);
}

TEST(SplitSearch, LearnsOnWhichSideRowsWithoutTheFeatureBelong) {
  std::vector<RawRow> raw(200);
  RandomStream random(4, 1);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    raw[i].features.add(0, random.uniform());
    if (i % 2 == 0) raw[i].features.add(1, i % 4 == 0 ? 1.0 : 0.0);
    raw[i].target = i % 4 == 0 ? 1.0F : 9.0F;  // rows without feature 1 are like those at its zero
  }
  const TrainingRows training = training_of(raw, 5);
  std::vector<std::uint32_t> node(200);
  std::iota(node.begin(), node.end(), 0u);
  SplitSearch<VarianceCriterion> search(training.rows, training.edges, {training.grid, training.targets}, 5);
  const auto found = search.best(node, FeatureLottery(1, 1));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->feature, 1u);
  EXPECT_TRUE(found->absent_left);
}

TEST(SplitSearch, FindsNothingWhereAllTargetsAreAlike) {
  std::vector<RawRow> raw = raw_rows(200, 4);
  for (RawRow& row : raw) row.target = 3;
  const TrainingRows training = training_of(raw, kFeatures);
  std::vector<std::uint32_t> node(200);
  std::iota(node.begin(), node.end(), 0u);
  SplitSearch<QuantileCriterion> distributions(training.rows, training.edges, {training.grid, training.targets}, 5);
  SplitSearch<VarianceCriterion> means(training.rows, training.edges, {training.grid, training.targets}, 5);
  EXPECT_FALSE(distributions.best(node, FeatureLottery(1, 1)));
  EXPECT_FALSE(means.best(node, FeatureLottery(1, 1)));
}

TEST(FeatureLottery, DrawsAboutItsShareOfFeaturesAndOthersAtOtherNodes) {
  int drawn = 0, alike = 0;
  for (std::uint32_t feature = 0; feature < 10000; ++feature) {
    const bool here = FeatureLottery(0.3, 1).drawn(feature), there = FeatureLottery(0.3, 2).drawn(feature);
    drawn += here;
    alike += here && there;
  }
  EXPECT_NEAR(drawn, 3000, 150);
  EXPECT_NEAR(alike, 900, 100);
}

}  // namespace
}  // namespace demandcast
