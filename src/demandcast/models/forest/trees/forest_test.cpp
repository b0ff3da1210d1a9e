// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/forest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/forecast/safetensors.h"
#include "demandcast/models/forest/trees/leaf_mixture.h"
#include "demandcast/models/forest/trees/training_rows_test.h"

namespace demandcast {
namespace {

constexpr std::size_t kFeatures = 30;
const std::vector<double> kLevels{0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

ForestOptions options_of(int trees, int leaf_targets = 0) {
  ForestOptions options;
  options.trees = trees;
  options.tree.leaf_targets = leaf_targets;
  options.tree.feature_fraction = 0.7;
  return options;
}

std::vector<double> quantiles_of(const Forest& forest, const FeatureRow& row) {
  LeafMixture mixture(forest);
  mixture.ask({&row, 1});
  const GridDistribution& distribution = mixture.distribution(0);
  std::vector<double> values(kLevels.size());
  distribution.quantiles(kLevels, values);
  values.push_back(distribution.mean());
  return values;
}

/// Meinshausen's weights over the training rows themselves, row by row and leaf by leaf.
std::vector<double> slow_quantiles(const TrainingRows& training, const Forest& forest, const ForestOptions& options,
                                   std::uint64_t seed, const FeatureRow& asked) {
  const auto leaf_of = [&](const Tree& tree, const FeatureRow& row) {
    std::vector<Bin> bins(kFeatures, kAbsentBin);
    for (const FeatureEntry& e : row.entries()) bins[e.feature] = training.edges.bin(e.feature, e.value);
    return tree.leaf_of(bins);
  };
  const std::vector<RawRow> raw = raw_rows(600, 25);
  std::map<double, double> weights;
  for (std::size_t t = 0; t < forest.tree_count(); ++t) {
    const std::uint32_t leaf = leaf_of(forest.tree(t), asked);
    std::vector<std::size_t> there;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (leaf_of(forest.tree(t), raw[i].features) != leaf) continue;
      there.insert(there.end(), Forest::times_drawn(options, seed, t, raw[i].block), i);
    }
    for (const std::size_t i : there) {
      weights[training.grid.value(training.targets[i])] +=
          1.0 / static_cast<double>(there.size() * forest.tree_count());
    }
  }
  std::vector<double> values;
  for (const double level : kLevels) {
    double below = 0;
    auto at = weights.begin();
    for (; at != weights.end() && below + at->second < level - 1e-9; ++at) below += at->second;
    values.push_back(at->first);
  }
  double mean = 0;
  for (const auto& [value, weight] : weights) mean += value * weight;
  values.push_back(mean);
  return values;
}

TEST(Forest, GivesTheQuantilesOfMeinshausensWeights) {
  const TrainingRows training = training_of(raw_rows(600, 25), kFeatures);
  RunContext context;
  for (const bool bootstrap : {false, true}) {
    ForestOptions options = options_of(15);
    options.bootstrap = bootstrap;
    const Forest forest = Forest::grow(training, options, context);
    for (const RawRow& asked : raw_rows(20, 25, 77)) {
      const auto fast = quantiles_of(forest, asked.features);
      const auto slow = slow_quantiles(training, forest, options, context.seed, asked.features);
      for (std::size_t i = 0; i < fast.size(); ++i) EXPECT_NEAR(fast[i], slow[i], 1e-6) << bootstrap;
    }
  }
}

TEST(Forest, DrawsSeriesWithReplacementAsOftenAsABootstrapDoes) {
  ForestOptions options;
  options.bootstrap = true;
  std::vector<double> share(4, 0);
  constexpr int kSeries = 20000;
  for (std::uint64_t block = 0; block < kSeries; ++block) {
    const int times = Forest::times_drawn(options, 42, block % 7, block);
    if (times < 4) share[static_cast<std::size_t>(times)] += 1.0 / kSeries;
  }
  const double never = std::exp(-1.0);
  const std::vector<double> truth{never, never, never / 2, never / 6};
  for (std::size_t times = 0; times < 4; ++times) EXPECT_NEAR(share[times], truth[times], 0.015) << times;
}

TEST(Forest, FindsTheDistributionsThatMadeTheData) {
  const TrainingRows training = training_of(raw_rows(20000, 0), kFeatures);
  ForestOptions options = options_of(30);
  options.tree.min_leaf = 200;
  const Forest forest = Forest::grow(training, options, {});
  FeatureRow low, high, switched;
  low.add(0, 0.2);
  high.add(0, 0.8);
  switched.add(0, 0.8);
  switched.add(1, 0.9);
  for (FeatureRow* row : {&low, &high, &switched}) {
    for (std::uint32_t f = 2; f < 5; ++f) row->add(f, 0.5);
  }
  const auto expect_exponential = [&](const FeatureRow& row, double mean) {
    const auto values = quantiles_of(forest, row);
    for (std::size_t i = 1; i + 1 < kLevels.size(); ++i) {
      const double truth = -mean * std::log(1 - kLevels[i]);
      EXPECT_NEAR(values[i], truth, 0.1 * truth + 0.05 * mean) << "level " << kLevels[i];
    }
    EXPECT_NEAR(values.back(), mean, 0.12 * mean);
  };
  expect_exponential(low, 1);
  expect_exponential(high, 4);
  expect_exponential(switched, 12);
}

TEST(Forest, IsTheSameInAnyOrderOfRows) {
  std::vector<RawRow> raw = raw_rows(1000, 25);
  const TrainingRows training = training_of(raw, kFeatures);
  std::ranges::reverse(raw);
  const TrainingRows reversed = training_of(raw, kFeatures);
  const Forest a = Forest::grow(training, options_of(5, 16), {}), b = Forest::grow(reversed, options_of(5, 16), {});
  for (std::size_t t = 0; t < 5; ++t) {
    EXPECT_EQ(a.tree(t).nodes, b.tree(t).nodes);
    EXPECT_EQ(a.tree(t).codes, b.tree(t).codes);
  }
}

TEST(Forest, IsTheSameAfterAMonotoneTransformOfItsFeatures) {
  const std::vector<RawRow> raw = raw_rows(1000, 25);
  std::vector<RawRow> cubed = raw;
  for (RawRow& row : cubed) {
    FeatureRow features;
    for (const FeatureEntry& e : row.features.entries()) features.add(e.feature, std::exp(3.0 * e.value) - 9);
    row.features = features;
  }
  const Forest a = Forest::grow(training_of(raw, kFeatures), options_of(5), {});
  const Forest b = Forest::grow(training_of(cubed, kFeatures), options_of(5), {});
  for (std::size_t t = 0; t < 5; ++t) EXPECT_EQ(a.tree(t).nodes, b.tree(t).nodes);
}

TEST(Forest, IsTheSameAtAnyNumberOfThreads) {
  const TrainingRows training = training_of(raw_rows(1000, 25), kFeatures);
  RunContext three;
  three.threads = 3;
  const Forest a = Forest::grow(training, options_of(7), {}), b = Forest::grow(training, options_of(7), three);
  for (std::size_t t = 0; t < 7; ++t) EXPECT_EQ(a.tree(t).nodes, b.tree(t).nodes);
}

TEST(Forest, LeavesHoldAtLeastAsManyTargetsAsAskedAndKeepAtMostAsMany) {
  const TrainingRows training = training_of(raw_rows(2000, 25), kFeatures);
  const Forest all = Forest::grow(training, options_of(3), {}), few = Forest::grow(training, options_of(3, 8), {});
  for (std::size_t t = 0; t < 3; ++t) {
    EXPECT_EQ(all.tree(t).nodes, few.tree(t).nodes);
    for (std::uint32_t leaf = 0; leaf < all.tree(t).nodes.size(); ++leaf) {
      if (!Tree::is_leaf(all.tree(t).nodes[leaf])) continue;
      EXPECT_GE(all.tree(t).targets(leaf).size(), 20u);
      EXPECT_EQ(few.tree(t).targets(leaf).size(), 8u);
    }
  }
}

TEST(Forest, FewTargetsOfEachLeafGiveNearlyTheQuantilesOfAll) {
  const TrainingRows training = training_of(raw_rows(5000, 25), kFeatures);
  const Forest all = Forest::grow(training, options_of(40), {}), few = Forest::grow(training, options_of(40, 16), {});
  for (const RawRow& asked : raw_rows(20, 25, 77)) {
    const auto exact = quantiles_of(all, asked.features), sketch = quantiles_of(few, asked.features);
    for (std::size_t i = 1; i + 2 < exact.size(); ++i) EXPECT_NEAR(sketch[i], exact[i], 0.12 * exact[i] + 0.05);
  }
}

TEST(Forest, IsTheSameAfterSavingAndLoading) {
  const Forest forest = Forest::grow(training_of(raw_rows(1000, 25), kFeatures), options_of(5, 16), {});
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forest.save(writer);
  const Forest loaded = Forest::load(ArtifactReader(artifact));
  for (const RawRow& asked : raw_rows(20, 25, 77)) {
    EXPECT_EQ(quantiles_of(forest, asked.features), quantiles_of(loaded, asked.features));
  }
}

TEST(Forest, LeavesItsTreesInTheFileThatItIsLoadedFrom) {
  const Forest forest = Forest::grow(training_of(raw_rows(1000, 25), kFeatures), options_of(5, 16), {});
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forest.save(writer);
  auto file = std::make_shared<const std::string>(to_safetensors(artifact));
  const auto in_file = [&](const auto& values) {
    const auto* begin = reinterpret_cast<const char*>(values.data());
    return begin >= file->data() && begin < file->data() + file->size();
  };
  const Forest loaded = Forest::load(ArtifactReader(from_safetensors(*file, "a file", file)));
  for (std::size_t t = 0; t < 5; ++t) {
    EXPECT_TRUE(in_file(loaded.tree(t).nodes)) << t;
    EXPECT_TRUE(in_file(loaded.tree(t).codes)) << t;
  }
  EXPECT_GT(file.use_count(), 1);
}

/// The array after something was done to its values.
template <class T>
SharedArray<T> changed(const SharedArray<T>& array, auto&& change) {
  std::vector<T> values(array.begin(), array.end());
  change(values);
  return SharedArray<T>(std::move(values));
}

TEST(Forest, RefusesArraysThatMakeNoSense) {
  const Forest forest = Forest::grow(training_of(raw_rows(500, 25), kFeatures), options_of(2, 16), {});
  Artifact sound;
  ArtifactWriter writer(sound);
  forest.save(writer);
  const auto expect_refused = [&](const char* what, auto&& damage) {
    Artifact damaged = sound;
    damage(damaged);
    EXPECT_THROW(Forest::load(ArtifactReader(damaged)), FormatError) << what;
  };
  const auto change_nodes = [](auto&& change) {
    return [change](Artifact& a) { a.words["packed_nodes"] = changed(a.words["packed_nodes"], change); };
  };
  expect_refused("no nodes", [](Artifact& a) { a.words.erase("packed_nodes"); });
  expect_refused("a node fewer", change_nodes([](auto& nodes) { nodes.pop_back(); }));
  expect_refused("a split that leads back", change_nodes([](auto& nodes) { nodes[1] = Tree::split_node({}, 0); }));
  expect_refused("a leaf that leads elsewhere", change_nodes([](auto& nodes) { nodes[0] = Tree::leaf_node(1); }));
  expect_refused("a leaf too many", [](Artifact& a) { a.integers["leaf_sizes"].push_back(1); });
  expect_refused("an empty leaf", [](Artifact& a) { a.integers["leaf_sizes"][0] = 0; });
  expect_refused("a target beyond the grid", [](Artifact& a) {
    a.codes["leaf_targets"] = changed(a.codes["leaf_targets"], [](auto& codes) { codes[0] = 65535; });
  });
  expect_refused("edges that fall", [](Artifact& a) { std::ranges::reverse(a.floats["bin_edges"]); });
  expect_refused("negative sizes", [](Artifact& a) { a.integers["leaf_sizes"][0] = -1; });
  expect_refused("no trees", [](Artifact& a) { a.integers["tree_nodes"].clear(); });
}

}  // namespace
}  // namespace demandcast
