// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/catalogue_facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;

/// `series` series of `weeks` weeks, row r of which is row order[r] of the catalogue in order.
Table rows_in_order(std::size_t series, std::size_t weeks, const std::vector<std::size_t>& order) {
  TextColumn ids;
  for (std::size_t i = 0; i < series; ++i) ids.dictionary.push_back("s" + std::to_string(i));
  TimeColumn dates;
  NumberColumn demand;
  for (const std::size_t row : order) {
    const auto week = static_cast<Timestamp>(row % weeks);
    ids.codes.push_back(static_cast<std::int32_t>(row / weeks));
    dates.times.push_back(week * 7 * kDay);
    demand.values.push_back(week + 2 < static_cast<Timestamp>(weeks) ? 1.0 : std::nan(""));
  }
  return {{{"unique_id", ids}, {"ds", dates}, {"y", demand}}};
}

CatalogueFacts facts_of(const Table& rows, std::size_t block) {
  const DataSource source;
  CatalogueScan scan(source);
  for (std::size_t begin = 0; begin < rows.row_count(); begin += block) {
    scan.add(rows, begin, std::min(begin + block, rows.row_count()));
  }
  FaultList faults;
  const CatalogueFacts facts = scan.finish(faults);
  EXPECT_FALSE(faults.has_errors());
  return facts;
}

TEST(CatalogueFacts, AreTheSameInAnyOrderOfRowsAndAnyBlocks) {
  constexpr std::size_t kSeries = 3000, kWeeks = 20;
  std::vector<std::size_t> order(kSeries * kWeeks);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const CatalogueFacts sorted = facts_of(rows_in_order(kSeries, kWeeks, order), order.size());
  RandomStream random(1, 2);
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
  }
  const CatalogueFacts mixed = facts_of(rows_in_order(kSeries, kWeeks, order), 977);
  EXPECT_EQ(sorted.frequency->name(), "W-THU");
  EXPECT_EQ(mixed.frequency->name(), "W-THU");
  EXPECT_EQ(sorted.last_demand, 17 * 7 * kDay);
  EXPECT_EQ(mixed.last_demand, sorted.last_demand);
}

TEST(SeriesSample, KeepsTheSameSeriesWithAllTheirDatesInAnyOrder) {
  TextColumn ids;
  std::vector<std::int32_t> dates;
  for (std::int32_t row = 0; row < 500 * 7; ++row) {
    if (row < 500) ids.dictionary.push_back("id" + std::to_string(row));
    ids.codes.push_back(row % 500);
    dates.push_back(row / 500);
  }
  SeriesSample forward(20), backward(20);
  forward.add(ids, 0, dates);
  std::ranges::reverse(ids.codes);
  std::ranges::reverse(dates);
  backward.add(ids, 0, dates);
  const auto first = forward.series(), second = backward.series();
  ASSERT_EQ(first.size(), 20U);
  ASSERT_EQ(second.size(), 20U);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(first[i]->dates, (std::vector<std::int32_t>{0, 1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(second[i]->dates, (std::vector<std::int32_t>{6, 5, 4, 3, 2, 1, 0}));
  }
}

}  // namespace
}  // namespace demandcast
