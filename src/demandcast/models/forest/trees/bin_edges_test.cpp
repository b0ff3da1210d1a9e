// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/bin_edges.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

TEST(BinEdges, PutAValueWithAllThatAreAtMostItsEdge) {
  const BinEdges edges = BinEdges::of_quantiles({{1, 2, 3, 4, 5, 6, 7, 8}, {}, {5, 5, 5}}, 4);
  EXPECT_EQ(edges.bin_count(0), 4);
  EXPECT_EQ(edges.bin(0, -100), 1);
  EXPECT_EQ(edges.bin(0, 1000), 4);
  for (const float edge : edges.of(0)) EXPECT_LT(edges.bin(0, edge), edges.bin(0, std::nextafter(edge, 1e9F)));
  EXPECT_EQ(edges.bin_count(1), 1);
  EXPECT_EQ(edges.bin(2, 7), 1);
}

TEST(BinEdges, PutAValueBehindAsManyEdgesAsAreBelowIt) {
  RandomStream random(3, 1);
  for (std::size_t count = 0; count < 600; count += 7) {
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<float>(random.below(1000)));
    const BinEdges edges = BinEdges::of_quantiles({{1, 2, 3}, values, {4, 5}}, 254);
    for (float value = -20; value < 1020; ++value) {
      const auto below = std::ranges::count_if(edges.of(1), [&](float edge) { return edge < value; });
      ASSERT_EQ(edges.bin(1, value), 1 + below) << value << " among " << edges.of(1).size();
    }
  }
}

}  // namespace
}  // namespace demandcast
