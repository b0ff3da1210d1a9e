// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/row_draw.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "demandcast/core/error.h"
#include "demandcast/features/features_test.h"

namespace demandcast {
namespace {

constexpr int kWeeks = 30, kSteps = 3;
constexpr Period kFirst = 100, kOrigin = kFirst + kWeeks - 1;

/// Demand of week t of series s is 10 (s + 1) + t % 4.
Panel catalogue(std::size_t series) {
  std::vector<std::vector<float>> targets(series);
  for (std::size_t s = 0; s < series; ++s) {
    for (int t = 0; t < kWeeks; ++t) targets[s].push_back(static_cast<float>(10 * (s + 1)) + static_cast<float>(t % 4));
  }
  return weekly_panel(std::move(targets));
}

using Place = std::pair<std::string, std::pair<Period, int>>;  // id, origin, lead

std::map<Place, DrawnRow> rows_of(const Panel& panel, std::size_t wanted) {
  const PanelView view(panel, kOrigin);
  const FeatureSet set(view);
  const SingleShard stream(view);
  const RunContext context;
  std::map<Place, DrawnRow> rows;
  const RowDraw draw(stream, set, Horizon::of(kSteps), "test", context);
  draw.pass("rows", wanted, [&](const PanelView& of, std::size_t series, DrawnRow& row) {
    rows[{of.id(series), {row.origin, row.target.lead}}] = row;
  });
  return rows;
}

TEST(RowDraw, GivesEveryRowWhoseDemandIsKnownOnceWhenAllAreWanted) {
  const auto rows = rows_of(catalogue(2), 1'000'000);
  EXPECT_EQ(rows.size(), 2u * (kSteps * (kWeeks - kSteps) + 2 + 1));  // the newest origins know two targets, and one
  for (const auto& [place, row] : rows) {
    const Period target = row.origin + row.target.lead + 1;
    ASSERT_LE(target, kOrigin);
    const double demand = (place.first == "series-0" ? 10 : 20) + static_cast<double>((target - kFirst) % 4);
    EXPECT_NEAR(row.demand_in_levels * row.level, demand, 1e-9);
  }
}

TEST(RowDraw, DrawsASharePlaceByPlaceWhateverOtherSeriesThereAre) {
  const auto few = rows_of(catalogue(1), 20), all = rows_of(catalogue(1), 1'000'000);
  EXPECT_GT(few.size(), 5u);
  EXPECT_LT(few.size(), 40u);
  for (const auto& [place, row] : few) {
    EXPECT_EQ(row.features.entries(), all.at(place).features.entries());
    EXPECT_EQ(row.key, all.at(place).key);
  }
}

/// Rows of each of two lines, of 12 series and of one, drawn `wanted` in all.
std::map<std::string, std::size_t> rows_of_lines(std::size_t wanted, const std::string& even_over) {
  std::vector<std::vector<float>> targets(13, std::vector<float>(kWeeks, 5.0F));
  StaticColumn line;
  line.name = "line";
  line.kind = StaticKind::kCategory;
  line.categories = {"large", "small"};
  line.codes.assign(13, 0);
  line.codes.back() = 1;
  const Panel panel = weekly_panel(std::move(targets), {}, {line});
  const PanelView view(panel, kOrigin);
  const FeatureSet set(view);
  const SingleShard stream(view);
  const RunContext context;
  const RowDraw draw(stream, set, Horizon::of(kSteps), "test", context, even_over);
  std::map<std::string, std::size_t> rows;
  draw.pass("rows", wanted, [&](const PanelView& of, std::size_t series, DrawnRow&) {
    ++rows[of.id(series) == "series-12" ? "small" : "large"];
  });
  return rows;
}

TEST(RowDraw, IsEvenOverACategoryAndTakesAllOfASmallOne) {
  const std::size_t of_a_series = kSteps * (kWeeks - kSteps) + 2 + 1;
  const auto chance = rows_of_lines(300, "");
  EXPECT_LT(chance.at("small"), 60u);
  const auto even = rows_of_lines(300, "line");
  EXPECT_EQ(even.at("small"), of_a_series);
  EXPECT_NEAR(static_cast<double>(even.at("large")), 300.0 - static_cast<double>(of_a_series), 60);
  const auto thin = rows_of_lines(80, "line");
  EXPECT_NEAR(static_cast<double>(thin.at("small")), 40, 25);
  EXPECT_NEAR(static_cast<double>(thin.at("large")), 40, 25);
  EXPECT_THROW(rows_of_lines(80, "family"), ConfigError);
}

TEST(RowDraw, RowsAheadAreThoseOfTheNewestOriginWithoutTheirDemand) {
  const Panel panel = weekly_panel({std::vector<float>(kWeeks, 5), std::vector<float>(kWeeks, 0)});
  const PanelView view(panel, kOrigin);
  const FeatureSet set(view);
  const SingleShard stream(view);
  const RunContext context;
  const RowDraw draw(stream, set, Horizon::of(kSteps), "test", context);
  std::set<int> leads;
  draw.pass_ahead("rows", [&](const PanelView& of, std::size_t series, const DrawnRow& row) {
    EXPECT_EQ(of.id(series), "series-0");  // the other one never sold and has no level
    EXPECT_EQ(row.origin, kOrigin);
    EXPECT_EQ(row.level, 5);
    EXPECT_TRUE(std::isnan(row.demand_in_levels));
    leads.insert(row.target.lead);
    FeatureRow wanted;
    SeriesFeatures(set, of, series, kSteps, draw.facts()).row(kOrigin, row.target, wanted);
    EXPECT_EQ(row.features.entries(), wanted.entries());
  });
  EXPECT_EQ(leads, (std::set<int>{0, 1, 2}));
}

}  // namespace
}  // namespace demandcast
