// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/series_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::HasSubstr;
using Members = std::vector<std::size_t>;

Panel panel() {
  const std::vector<CellState> observed{CellState::kObserved};
  return {Frequency::parse("D"),
          {{"a", 0, {1}, observed}, {"b", 0, {1}, observed}, {"c", 0, {1}, observed}},
          {},
          {{"kind", StaticKind::kCategory, 1, {}, {0, 0, 1}, {"toy", "tool"}},
           {"store", StaticKind::kCategory, 1, {}, {0, -1, 0}, {"S"}},
           {"shelf", StaticKind::kNumber, 1, {7, 7.5F, 7}, {}, {}}}};
}

std::vector<std::string> ids_of(const std::vector<SeriesGroup>& groups) {
  std::vector<std::string> ids;
  for (const SeriesGroup& group : groups) ids.push_back(group.id);
  return ids;
}

TEST(SeriesGroups, AreEverythingOrEachSeries) {
  const auto total = series_groups(panel(), "total"), each = series_groups(panel(), "series");
  ASSERT_EQ(ids_of(total), std::vector<std::string>{"total"});
  EXPECT_EQ(total[0].members, (Members{0, 1, 2}));
  EXPECT_EQ(ids_of(each), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(SeriesGroups, CrossCategoriesAndKeepWhatWasNotGivenApart) {
  const auto crossed = series_groups(panel(), "kind*store");
  EXPECT_EQ(ids_of(crossed), (std::vector<std::string>{"kind=tool*store=S", "kind=toy*store=", "kind=toy*store=S"}));
  EXPECT_EQ(crossed[2].members, Members{0});
  EXPECT_EQ(series_groups(panel(), "store")[1].members, (Members{0, 2}));
}

TEST(SeriesGroups, TakeNumbersToo) {
  EXPECT_EQ(ids_of(series_groups(panel(), "shelf")), (std::vector<std::string>{"shelf=7", "shelf=7.5"}));
}

TEST(SeriesGroups, RefuseANameThatIsNoStaticAndSayWhichThereAre) {
  try {
    series_groups(panel(), "kind*colour");
    FAIL() << "accepted";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr("\"colour\""));
    EXPECT_THAT(error.what(), HasSubstr("total, kind, store, shelf"));
  }
}

}  // namespace
}  // namespace demandcast
