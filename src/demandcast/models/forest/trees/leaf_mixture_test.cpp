// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/leaf_mixture.h"

#include <gtest/gtest.h>

#include "demandcast/models/forest/trees/leaf_search.h"
#include "demandcast/models/forest/trees/training_rows_test.h"

namespace demandcast {
namespace {

constexpr std::size_t kFeatures = 31;  // the last one no row has

class AskedTogether : public testing::Test {
 protected:
  AskedTogether() {
    ForestOptions options;
    options.trees = 7;
    options.tree.feature_fraction = 0.7;
    options.tree.min_leaf = 5;
    forest_ = Forest::grow(training_of(raw_rows(2000, 25), kFeatures), options, {});
    for (const RawRow& row : raw_rows(150, 25, 77)) rows_.push_back(row.features);
    rows_[3] = {};  // one that has no feature
  }
  std::vector<Bin> bins_of(const FeatureRow& row) const {
    std::vector<Bin> bins(kFeatures, kAbsentBin);
    for (const FeatureEntry& e : row.entries()) bins[e.feature] = forest_.edges().bin(e.feature, e.value);
    return bins;
  }

  using Shares = std::vector<std::pair<double, double>>;
  static Shares shares_of(const GridDistribution& distribution) {
    Shares shares;
    distribution.for_each([&](double value, double share) { shares.emplace_back(value, share); });
    return shares;
  }

  Forest forest_;
  std::vector<FeatureRow> rows_;
};

TEST_F(AskedTogether, RowsFindTheLeavesThatEachFindsAlone) {
  RowReadings readings(forest_.edges());
  for (std::size_t first = 0; first + RowReadings::kRows <= rows_.size(); first += RowReadings::kRows) {
    for (std::size_t i = 0; i < RowReadings::kRows; ++i) readings.read(i, rows_[first + i]);
    for (std::size_t t = 0; t < forest_.tree_count(); ++t) {
      const auto leaves = leaves_of(forest_.tree(t), readings);
      for (std::size_t i = 0; i < leaves.size(); ++i) {
        EXPECT_EQ(leaves[i], forest_.tree(t).leaf_of(bins_of(rows_[first + i]))) << "row " << first + i;
      }
    }
  }
}

TEST_F(AskedTogether, RowsHaveTheDistributionsThatEachHasAlone) {
  LeafMixture together(forest_), alone(forest_);
  together.ask(rows_);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    alone.ask({&rows_[i], 1});
    EXPECT_EQ(shares_of(together.distribution(i)), shares_of(alone.distribution(0))) << "row " << i;
  }
}

TEST_F(AskedTogether, FewerRowsForgetThoseAskedAboutBefore) {
  LeafMixture mixture(forest_), fresh(forest_);
  mixture.ask(rows_);
  mixture.ask({rows_.data() + 3, 1});
  fresh.ask({rows_.data() + 3, 1});
  EXPECT_EQ(shares_of(mixture.distribution(0)), shares_of(fresh.distribution(0)));
}

}  // namespace
}  // namespace demandcast
