// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/sample_quantile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

TEST(SampleQuantile, InterpolatesAsNumPyDoes) {
  const std::vector<double> sorted{1, 2, 4, 8}, single{3};
  EXPECT_DOUBLE_EQ(sample_quantile(sorted, 0), 1);
  EXPECT_DOUBLE_EQ(sample_quantile(sorted, 0.5), 3);
  EXPECT_DOUBLE_EQ(sample_quantile(sorted, 0.9), 6.8);  // numpy.quantile([1, 2, 4, 8], 0.9)
  EXPECT_DOUBLE_EQ(sample_quantile(sorted, 1.0), 8);
  EXPECT_DOUBLE_EQ(sample_quantile(single, 0.7), 3);
}

TEST(SampleQuantiles, OfAnUnsortedSampleAreThoseOfTheSortedOne) {
  RandomStream random(1, 1);
  for (const std::size_t size : {1, 2, 3, 17, 400}) {
    std::vector<float> sample;
    for (std::size_t i = 0; i < size; ++i) sample.push_back(static_cast<float>(random.poisson(3)) * 1.5F);
    std::vector<double> sorted(sample.begin(), sample.end());
    std::sort(sorted.begin(), sorted.end());
    const std::vector<double> levels{0, 0.001, 0.1, 0.5, 0.55, 0.9, 0.999, 1};
    std::vector<double> quantiles(levels.size());
    sample_quantiles(sample, levels, quantiles);
    for (std::size_t q = 0; q < levels.size(); ++q) {
      EXPECT_NEAR(quantiles[q], sample_quantile(sorted, levels[q]), 1e-12) << size << " " << levels[q];
    }
  }
}

}  // namespace
}  // namespace demandcast
