// Windows end with the data, oldest first, by one date for all or by each series' own end.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/rolling_origins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::ElementsAre;

SeriesInput series(const std::string& id, Period first, std::size_t length) {
  return {id, first, std::vector<float>(length, 1.0F), std::vector<CellState>(length, CellState::kObserved)};
}

/// "a" covers 100..119, "b" 105..109.
Panel two_series() { return {Frequency::parse("D"), {series("a", 100, 20), series("b", 105, 5)}}; }

std::vector<Period> origins(const std::vector<PanelView>& views, std::size_t index) {
  std::vector<Period> found;
  for (const PanelView& view : views) found.push_back(view.origin(index));
  return found;
}

TEST(RollingOrigins, CalendarWindowsShareTheirDateAndEndWithTheData) {
  const Panel panel = two_series();
  const auto views = rolling_origins(panel, {.horizon = 4, .windows = 3});
  EXPECT_THAT(origins(views, 0), ElementsAre(107, 111, 115));
  EXPECT_THAT(origins(views, 1), ElementsAre(107, 111, 115));
}

TEST(RollingOrigins, StepSetsTheDistanceOfWindows) {
  const Panel panel = two_series();
  EXPECT_THAT(origins(rolling_origins(panel, {.horizon = 4, .windows = 3, .step = 1}), 0), ElementsAre(113, 114, 115));
}

TEST(RollingOrigins, PerSeriesWindowsEndWithEachSeries) {
  const Panel panel = two_series();
  const auto views = rolling_origins(panel, {.horizon = 2, .windows = 2, .step = 0, .mode = CutoffMode::kPerSeries});
  EXPECT_THAT(origins(views, 0), ElementsAre(115, 117));
  EXPECT_THAT(origins(views, 1), ElementsAre(105, 107));
}

TEST(RollingOrigins, NeedOneCellAtTheFirstOrigin) {
  const Panel panel = two_series();
  EXPECT_THAT(origins(rolling_origins(panel, {.horizon = 19, .windows = 1}), 0), ElementsAre(100));
  EXPECT_THROW(rolling_origins(panel, {.horizon = 20, .windows = 1}), DataError);
  EXPECT_THROW(rolling_origins(panel, {.horizon = 10, .windows = 2}), DataError);
}

TEST(RollingOrigins, RefuseOptionsOutOfRangeAndAPanelWithoutCells) {
  const Panel panel = two_series();
  EXPECT_THROW(rolling_origins(panel, {.horizon = 0}), ConfigError);
  EXPECT_THROW(rolling_origins(panel, {.horizon = 1, .windows = 0}), ConfigError);
  EXPECT_THROW(rolling_origins(panel, {.horizon = 1, .windows = 1, .step = -1}), ConfigError);
  EXPECT_THROW(rolling_origins(Panel(Frequency::parse("D"), {}), {}), DataError);
}

}  // namespace
}  // namespace demandcast
