// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/segments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// Series S0, S1, ... of 20 periods from 0 on; series s sells s + 1 every period.
std::vector<SeriesInput> steady_series(int count) {
  std::vector<SeriesInput> inputs;
  for (int s = 0; s < count; ++s) {
    inputs.push_back({"S" + std::to_string(s), 0, std::vector<float>(20, static_cast<float>(s + 1)),
                      std::vector<CellState>(20, CellState::kObserved)});
  }
  return inputs;
}

/// Every series at each cutoff.
ScoredPairs pairs_of(int series, std::vector<Period> cutoffs) {
  ScoredPairs pairs;
  for (int s = 0; s < series; ++s) {
    for (std::size_t c = 0; c < cutoffs.size(); ++c) {
      pairs.series.push_back(s);
      pairs.cutoff.push_back(static_cast<std::int32_t>(c));
    }
  }
  pairs.cutoffs = std::move(cutoffs);
  return pairs;
}

/// Group names of one dimension, [pair].
std::vector<std::string> names(const std::vector<Segmentation>& all, const std::string& dimension) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Segmentation& one) { return one.dimension == dimension; });
  std::vector<std::string> names;
  for (const auto group : at->group) names.push_back(at->groups.at(static_cast<std::size_t>(group)));
  return names;
}

std::map<std::string, int> counts(const std::vector<std::string>& names) {
  std::map<std::string, int> count;
  for (const std::string& name : names) ++count[name];
  return count;
}

std::vector<Segmentation> cut(const Panel& panel, const ScoredPairs& pairs,
                              const std::vector<std::string>& statics = {}) {
  return cut_segments(pairs, panel.ids(), panel, 4, statics, {});
}

TEST(Segments, VelocityIsInThirdsAndScaleInSharesOfTheSeries) {
  const Panel panel(Frequency::parse("D"), steady_series(3000));
  const auto all = cut(panel, pairs_of(3000, {9}));
  EXPECT_EQ(counts(names(all, "velocity")),
            (std::map<std::string, int>{{"slow", 1000}, {"medium", 1000}, {"fast", 1000}}));
  EXPECT_EQ(counts(names(all, "scale")),
            (std::map<std::string, int>{
                {"bottom half", 1500}, {"50-90 %", 1200}, {"90-99 %", 270}, {"99-99.9 %", 27}, {"top 0.1 %", 3}}));
  EXPECT_EQ(names(all, "velocity").front(), "slow");
  EXPECT_EQ(names(all, "scale").back(), "top 0.1 %");
}

TEST(Segments, DoNotLookPastTheCutoff) {
  std::vector<SeriesInput> inputs = steady_series(30);
  const auto before = cut(Panel(Frequency::parse("D"), inputs), pairs_of(30, {12, 15}));
  for (std::size_t s = 0; s < inputs.size(); ++s) {
    for (std::size_t t = 13; t < 20; ++t)
      inputs[s].target[t] = s % 2 == 0 ? 0.0f : static_cast<float>(500 * t * (30 - s));
  }
  const auto after = cut(Panel(Frequency::parse("D"), inputs), pairs_of(30, {12, 15}));
  bool later_changed = false;
  for (std::size_t d = 0; d < before.size(); ++d) {
    for (std::size_t pair = 0; pair < 60; ++pair) {
      const bool same = before[d].group[pair] == after[d].group[pair];
      const bool early = pair % 2 == 0;
      EXPECT_TRUE(same || !early) << before[d].dimension << " " << pair;
      later_changed = later_changed || !same;
    }
  }
  EXPECT_TRUE(later_changed) << "the change is large enough to show at the later cutoff";
}

TEST(Segments, AgeCountsFromTheFirstSale) {
  std::vector<SeriesInput> inputs = steady_series(3);
  std::fill_n(inputs[0].target.begin(), 12, 0.0f);  // first sale in 12
  std::fill_n(inputs[1].target.begin(), 11, 0.0f);  // in 11
  const Panel panel(Frequency::parse("D"), inputs);
  const auto age = names(cut(panel, pairs_of(3, {11, 15})), "age");
  EXPECT_EQ(age, (std::vector<std::string>{"no sales", "new", "new", "older", "older", "older"}));
}

TEST(Segments, OfAStaticAreItsLargestTwelveValuesAndARest) {
  StaticColumn brand{"brand", StaticKind::kCategory, 1, {}, {}, {}};
  for (int value = 0; value < 15; ++value) brand.categories.push_back("brand " + std::to_string(value));
  for (int s = 0; s < 60; ++s) brand.codes.push_back(s == 59 ? -1 : s < 30 ? 14 : s % 15);
  const Panel panel(Frequency::parse("D"), steady_series(60), {}, {brand});
  const auto all = cut(panel, pairs_of(60, {9, 12}), {"brand"});
  const auto& last = all.back();
  EXPECT_EQ(last.dimension, "brand");
  EXPECT_EQ(last.groups.size(), 14u);
  EXPECT_EQ(last.groups.front(), "brand 14");
  const auto count = counts(names(all, "brand"));
  EXPECT_EQ(count.at("brand 14"), 2 * 31);
  EXPECT_EQ(count.at("other"), 2 * 6);
  EXPECT_EQ(count.at("not given"), 2);
}

TEST(Segments, RefuseAStaticThatIsNotACategory) {
  StaticColumn size{"size", StaticKind::kNumber, 1, {1, 2, 3}, {}, {}};
  const Panel panel(Frequency::parse("D"), steady_series(3), {}, {size});
  EXPECT_THROW(cut(panel, pairs_of(3, {9}), {"size"}), ConfigError);
  EXPECT_THROW(cut(panel, pairs_of(3, {9}), {"colour"}), ConfigError);
}

TEST(Segments, SeriesWithCutoffsOfTheirOwnAreRankedTogether) {
  const Panel panel(Frequency::parse("D"), steady_series(9));
  ScoredPairs pairs;
  for (int s = 0; s < 9; ++s) {
    pairs.series.push_back(s);
    pairs.cutoff.push_back(s);
    pairs.cutoffs.push_back(5 + s);
  }
  EXPECT_EQ(counts(names(cut(panel, pairs), "velocity")),
            (std::map<std::string, int>{{"slow", 3}, {"medium", 3}, {"fast", 3}}));
}

}  // namespace
}  // namespace demandcast
