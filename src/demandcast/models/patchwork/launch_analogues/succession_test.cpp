// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/succession.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

SeriesInput sold(std::string id, Period first, std::vector<float> y) {
  std::vector<CellState> states(y.size(), CellState::kObserved);
  return {std::move(id), first, std::move(y), std::move(states)};
}

/// "new" replaces "old" in period 4 and "newest" replaces "new" in period 6.
Panel shop(std::vector<std::string> replaced = {"", "old", "new"}) {
  StaticColumn column{"instead_of", StaticKind::kCategory, 1, {}, {}, {}};
  for (const std::string& id : replaced) {
    column.codes.push_back(id.empty() ? -1 : static_cast<std::int32_t>(column.categories.size()));
    if (!id.empty()) column.categories.push_back(id);
  }
  return {Frequency::parse("1"),
          {sold("old", 0, {5, 6, 7, 8, 1}), sold("new", 4, {9, 10}), sold("newest", 6, {11})},
          {},
          {std::move(column)}};
}

const LaunchRule kRule{"", 1};

std::vector<float> history(const SplicedPanel& spliced, std::size_t series) {
  const auto y = spliced.panel.target(series);
  return {y.begin(), y.end()};
}

TEST(Succession, GivesAProductTheHistoriesOfAllThatItFollows) {
  const Panel panel = shop();
  const PanelView view(panel, 6);
  const Succession succession("instead_of", SingleShard(view), kRule);
  const auto spliced = succession.splice(view, kRule);
  ASSERT_TRUE(spliced.has_value());
  EXPECT_EQ(history(*spliced, 0), (std::vector<float>{5, 6, 7, 8, 1}));
  EXPECT_EQ(history(*spliced, 1), (std::vector<float>{5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(history(*spliced, 2), (std::vector<float>{5, 6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(spliced->view().series(2).length(), 7U);
}

TEST(Succession, TakesOverNoMoreThanWasKnownAtTheOrigin) {
  const Panel panel = shop();
  const Succession succession("instead_of", SingleShard(PanelView(panel, 6)), kRule);
  const auto spliced = succession.splice(PanelView(panel, 2), kRule);
  ASSERT_TRUE(spliced.has_value());
  EXPECT_EQ(history(*spliced, 1), (std::vector<float>{5, 6, 7}));
}

TEST(Succession, ComesBackFromWhatItSaved) {
  const Panel panel = shop();
  const PanelView view(panel, 6);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  Succession("instead_of", SingleShard(view), kRule).save(writer);
  const auto spliced = Succession("instead_of", ArtifactReader(artifact)).splice(view, kRule);
  EXPECT_EQ(history(*spliced, 2), (std::vector<float>{5, 6, 7, 8, 9, 10, 11}));
  artifact.floats["replaced_cells"].pop_back();
  EXPECT_THROW(Succession("instead_of", ArtifactReader(artifact)), FormatError);
}

TEST(Succession, NamesWhatIsNotInTheDataAndWhatGoesAround) {
  const auto message = [](const Panel& panel) -> std::string {
    try {
      Succession("instead_of", SingleShard(PanelView(panel, 6)), kRule);
    } catch (const DataError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(message(shop({"", "older", ""})).find("\"new\" replaces \"older\", which is not in the data"),
            std::string::npos);
  EXPECT_NE(message(shop({"new", "old", ""})).find("replaces it in turn"), std::string::npos);
}

TEST(Succession, LeavesAViewAloneInWhichNobodyFollows) {
  const Panel panel = shop({"", "", ""});
  const PanelView view(panel, 6);
  EXPECT_FALSE(Succession("instead_of", SingleShard(view), kRule).splice(view, kRule).has_value());
  EXPECT_FALSE(Succession().splice(view, kRule).has_value());
}

}  // namespace
}  // namespace demandcast
