// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/pair_segments.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using Words = std::vector<std::string>;
using Numbers = std::vector<double>;

std::vector<std::string> names(const std::vector<PairSegment>& segments) {
  std::vector<std::string> all;
  for (const PairSegment& segment : segments) all.push_back(segment.name);
  return all;
}

TEST(PairSegments, ByWordsAreOneForEachKnownWord) {
  const auto segments = segments_by("category", Words{"toys", "", "games", "toys"}, 5);
  EXPECT_EQ(names(segments), (Words{"category games", "category toys"}));
  EXPECT_EQ(segments[1].pairs, (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(segments[1].when.at("category").text(), "[\"toys\"]");
}

TEST(PairSegments, ByTooManyWordsOrOneAloneAreNone) {
  EXPECT_TRUE(segments_by("id", Words{"a", "b", "c"}, 2).empty());
  EXPECT_TRUE(segments_by("id", Words{"a", "a", ""}, 2).empty());
  EXPECT_TRUE(segments_by("age", Numbers{3, 3, std::nan("")}, 2).empty());
}

TEST(PairSegments, ByFewNumbersAreOneForEach) {
  const auto segments = segments_by("month", Numbers{11, 12, 11, std::nan("")}, 5);
  EXPECT_EQ(names(segments), (Words{"month 11", "month 12"}));
  EXPECT_EQ(segments[0].pairs, (std::vector<std::size_t>{0, 2}));
}

TEST(PairSegments, ByManyNumbersAreQuartersThatHoldEveryKnownPairOnce) {
  Numbers values;
  for (int i = 0; i < 100; ++i) values.push_back(0.12345 * ((i * 37) % 100));
  values.push_back(std::nan(""));
  const auto segments = segments_by("velocity", values, 5);
  EXPECT_EQ(names(segments), (Words{"velocity below 3.09", "velocity from 3.09 to below 6.17",
                                    "velocity from 6.17 to below 9.26", "velocity from 9.26"}));
  std::size_t pairs = 0;
  for (const PairSegment& segment : segments) pairs += segment.pairs.size();
  EXPECT_EQ(pairs, 100U);
  EXPECT_EQ(segments[1].when.at("velocity").text(), "\">= 3.09 and < 6.17\"");
}

TEST(PairSegments, WithMostAtOneNumberAreFewer) {
  Numbers values(60, 0.0);
  for (int i = 0; i < 40; ++i) values.push_back(i + 1);
  EXPECT_EQ(names(segments_by("intermittence", values, 5)), (Words{"intermittence below 16", "intermittence from 16"}));
}

TEST(PairSegments, AreCrossedWhereTheyMeet) {
  const auto one = segments_by("category", Words{"toys", "games", "toys"}, 5);
  const auto other = segments_by("month", Numbers{11, 12, 12}, 5);
  const auto both = crossed(one, other);
  EXPECT_EQ(names(both), (Words{"category games, month 12", "category toys, month 11", "category toys, month 12"}));
  EXPECT_EQ(both[2].pairs, (std::vector<std::size_t>{2}));
  EXPECT_EQ(both[2].when.size(), 2U);
}

}  // namespace
}  // namespace demandcast
