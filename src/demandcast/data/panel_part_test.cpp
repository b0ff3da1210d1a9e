// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/data/panel_view.h"

namespace demandcast {
namespace {

using testing::ElementsAre;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr auto kSeen = CellState::kObserved;

/// Five series, a price of each, the weather of two stores, and what they are.
Panel five() {
  std::vector<SeriesInput> series;
  for (int i = 0; i < 5; ++i) {
    const auto y = static_cast<float>(10 * i);
    series.push_back(
        {"S" + std::to_string(i), i, {y, y + 1, kNan}, {kSeen, CellState::kCensored, CellState::kMissing}});
  }
  Channel price{"price", ChannelRole::kKnownFuture, {0, 1, 3, 4, 6, 7}, {0, 1, 2, 3, 4}, {1, 2, 3, 4, 5, 6, 7}, {}};
  price.versions = {{0, 0, 2, 2, 2, 2}, {1, 1}, {86400, 259200}, {8, 2}};
  Channel weather{"weather", ChannelRole::kPastOnly, {0, 2, 3, 5}, {0, 5, 2}, {20, 21, -1, 30, 31}, {2, 0, 2, 0, 2}};
  StaticColumn brand{"brand", StaticKind::kCategory, 1, {}, {1, 0, -1, 1, 1}, {"A", "B"}};
  StaticColumn image{"image", StaticKind::kEmbedding, 2, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {}, {}};
  return Panel(Frequency::parse("D"), std::move(series), {price, weather}, {brand, image});
}

void expect_same_series(const SeriesView& part, const SeriesView& whole, const Panel& parts, const Panel& panel) {
  EXPECT_EQ(part.id(), whole.id());
  EXPECT_EQ(part.first_period(), whole.first_period());
  EXPECT_THAT(part.observed_history(), testing::Pointwise(testing::NanSensitiveDoubleEq(), whole.observed_history()));
  EXPECT_TRUE(std::ranges::equal(part.states(), whole.states()));
  for (std::size_t c = 0; c < panel.channels().size(); ++c) {
    EXPECT_THAT(part.channel(parts.channels()[c], -1, 9),
                testing::Pointwise(testing::NanSensitiveDoubleEq(), whole.channel(panel.channels()[c], -1, 9)))
        << part.id() << ' ' << panel.channels()[c].name;
  }
  EXPECT_EQ(part.static_code(parts.statics()[0]), whole.static_code(panel.statics()[0]));
  EXPECT_TRUE(std::ranges::equal(part.static_numbers(parts.statics()[1]), whole.static_numbers(panel.statics()[1])));
}

TEST(PanelPart, HoldsItsSeriesAsThePanelDoes) {
  const Panel panel = five();
  for (std::size_t begin = 0; begin <= 5; ++begin) {
    for (std::size_t end = begin; end <= 5; ++end) {
      const Panel part = part_of(panel, begin, end);
      ASSERT_EQ(part.series_count(), end - begin);
      EXPECT_EQ(part.statics()[0].categories, panel.statics()[0].categories);
      for (std::size_t i = begin; i < end; ++i) {
        expect_same_series(PanelView(part, 1).series(i - begin), PanelView(panel, 1).series(i), part, panel);
        expect_same_series(PanelView(part, 9).series(i - begin), PanelView(panel, 9).series(i), part, panel);
      }
    }
  }
}

TEST(PanelPart, HoldsOnlyTheRowsOfItsGroups) {
  const Panel part = part_of(five(), 1, 2);
  EXPECT_THAT(part.channels()[1].values, ElementsAre(20, 21));
  EXPECT_THAT(part.channels()[1].row_of_series, ElementsAre(0));
}

TEST(PanelPart, PartsFollowEachOtherAndAreNoFewerSeriesThanCategories) {
  const Panel panel = five();
  std::vector<std::string> ids;
  std::vector<std::size_t> sizes;
  const auto note = [&](const Panel& part) {
    ids.insert(ids.end(), part.ids().begin(), part.ids().end());
    sizes.push_back(part.series_count());
  };
  visit_parts(panel, 1, note);
  EXPECT_EQ(ids, panel.ids());
  EXPECT_THAT(sizes, ElementsAre(2, 2, 1));
  visit_parts(panel, 5, [&](const Panel& part) { EXPECT_EQ(&part, &panel); });
}

}  // namespace
}  // namespace demandcast
