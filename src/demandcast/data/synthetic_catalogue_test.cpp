// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic_catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/data/synthetic/table_access.h"

namespace demandcast::synthetic {
namespace {

/// Every cell of a column as text, so that columns of all kinds compare, nulls included.
std::vector<std::string> cells(const TableColumn& column) {
  std::vector<std::string> out;
  const auto number = [](double value) { return std::to_string(std::bit_cast<std::uint64_t>(value)); };
  if (const auto* text = std::get_if<TextColumn>(&column.values)) {
    for (const auto code : text->codes) out.push_back(code < 0 ? "" : text->dictionary[static_cast<std::size_t>(code)]);
  } else if (const auto* time = std::get_if<TimeColumn>(&column.values)) {
    for (const auto value : time->times) out.push_back(std::to_string(value));
  } else if (const auto* integer = std::get_if<IntegerColumn>(&column.values)) {
    for (const auto value : integer->values) out.push_back(std::to_string(value));
  } else if (const auto* plain = std::get_if<NumberColumn>(&column.values)) {
    for (const auto value : plain->values) out.push_back(number(value));
  } else {
    for (const auto value : std::get<VectorColumn>(column.values).values) out.push_back(number(value));
  }
  return out;
}

/// `few` holds the first rows of `many`, cell by cell.
void expect_prefix(const Table& few, const Table& many) {
  ASSERT_EQ(few.column_names(), many.column_names());
  for (std::size_t c = 0; c < few.columns.size(); ++c) {
    const auto head = cells(few.columns[c]), all = cells(many.columns[c]);
    ASSERT_LE(head.size(), all.size());
    EXPECT_TRUE(std::equal(head.begin(), head.end(), all.begin())) << few.columns[c].name;
  }
}

void expect_prefix(const SyntheticCatalogue& few, const SyntheticCatalogue& many) {
  expect_prefix(few.sales, many.sales);
  expect_prefix(few.statics, many.statics);
  expect_prefix(few.items, many.items);
  expect_prefix(few.truth, many.truth);
}

SyntheticCatalogueOptions of(std::int64_t series, const char* frequency = "W-SUN") {
  SyntheticCatalogueOptions options;
  options.series = series;
  options.frequency = frequency;
  return options;
}

TEST(SyntheticCatalogue, TheSameSeedGivesTheSameAtAnyNumberOfThreads) {
  const auto once = make(of(40), 7, 1), again = make(of(40), 7, 4);
  expect_prefix(once, again);
  EXPECT_EQ(once.sales.row_count(), again.sales.row_count());
}

TEST(SyntheticCatalogue, AnotherSeedGivesOtherSales) {
  EXPECT_NE(numbers(make(of(5), 1).truth, "demand"), numbers(make(of(5), 2).truth, "demand"));
}

TEST(SyntheticCatalogue, ASeriesIsTheSameWhateverTheNumberOfSeries) {
  for (const char* frequency : {"W-SUN", "D", "MS"}) {
    SCOPED_TRACE(frequency);
    expect_prefix(make(of(15, frequency)), make(of(80, frequency)));
  }
}

TEST(SyntheticCatalogue, ALongerPlanLeavesTheHistoryAsItWas) {
  SyntheticCatalogueOptions longer = of(1);
  longer.future = 40;
  expect_prefix(make(of(1)).truth, make(longer).truth);
}

TEST(SyntheticCatalogue, SalesNeverExceedDemandAndEqualItWhereTheShelfWasFull) {
  const auto catalogue = make(of(100));
  const auto y = numbers(catalogue.sales, "y"), demand = numbers(catalogue.truth, "demand");
  const auto availability = numbers(catalogue.sales, "availability");
  std::size_t censored = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    ASSERT_LE(y[i], demand[i]) << i;
    if (availability[i] == 1) {
      ASSERT_EQ(y[i], demand[i]) << i;
    } else {
      ASSERT_LE(y[i], std::ceil(availability[i] * demand[i])) << i;
      ++censored;
    }
  }
  EXPECT_GT(censored, y.size() / 100);
  EXPECT_LT(censored, y.size() / 4);
}

TEST(SyntheticCatalogue, PlansHoldPricesAndAnnouncedEventsAndNoOutcome) {
  const auto catalogue = make(of(50));
  const auto y = numbers(catalogue.sales, "y"), price = numbers(catalogue.sales, "price");
  const auto event = numbers(catalogue.sales, "event"), spike = numbers(catalogue.truth, "spike");
  const auto views = numbers(catalogue.sales, "page_views"), demand = numbers(catalogue.truth, "demand");
  const auto first = starts(catalogue.sales);
  for (std::size_t s = 0; s + 1 < first.size(); ++s) {
    for (std::size_t i = first[s]; i < first[s + 1]; ++i) {
      const bool plan = i + 13 >= first[s + 1];
      ASSERT_EQ(std::isnan(y[i]), plan) << i;
      ASSERT_EQ(std::isnan(views[i]), plan) << i;
      ASSERT_GT(price[i], 0) << i;
      ASSERT_GE(demand[i], 0) << i;
      ASSERT_EQ(event[i] == 1, spike[i] == 1) << i;
    }
  }
  EXPECT_THAT(spike, testing::Contains(2.0)) << "unannounced spikes";
}

TEST(SyntheticCatalogue, ALaunchResemblesAnEarlierSeriesOfItsCategory) {
  const auto catalogue = make(of(300));
  const auto like = texts(catalogue.truth, "look_alike"), category = texts(catalogue.statics, "category");
  const auto& vectors = std::get<VectorColumn>(catalogue.statics.find("embedding")->values);
  const auto first = starts(catalogue.truth);
  std::size_t launches = 0;
  for (std::size_t s = 0; s + 1 < first.size(); ++s) {
    if (like[first[s]].empty()) continue;
    ++launches;
    const auto other = static_cast<std::size_t>(std::stoul(like[first[s]].substr(1)));
    ASSERT_LT(other, s);
    EXPECT_EQ(category[other], category[s]);
    EXPECT_EQ(like[first[other]], "") << "a look-alike has its whole history";
    EXPECT_LT(first[s + 1] - first[s], 156U + 13U);
    for (std::size_t k = 0; k < 8; ++k) EXPECT_NEAR(vectors.values[8 * s + k], vectors.values[8 * other + k], 0.3);
  }
  EXPECT_NEAR(static_cast<double>(launches), 30, 3 * std::sqrt(300 * 0.1 * 0.9));
}

TEST(SyntheticCatalogue, WhatLastsAFortnightFillsAWeekAndHalfAMonth) {
  const auto weekly = numbers(make(of(20)).sales, "promo"), monthly = numbers(make(of(20, "MS")).sales, "promo");
  EXPECT_EQ(*std::ranges::max_element(weekly), 1);
  EXPECT_EQ(*std::ranges::max_element(monthly), 0.5) << "14 days of a February";
  EXPECT_THAT(monthly, testing::Contains(14.0 / 31));
  const auto shelf = numbers(make(of(20, "MS")).sales, "availability");
  for (const double available : shelf) {
    if (std::isnan(available)) continue;
    ASSERT_GE(available, 1 - 0.9 * 12 / 28) << "a stock-out lasts 12 days";
  }
}

TEST(SyntheticCatalogue, ItsEconomicsMakeSense) {
  const auto items = make(of(200)).items;
  const auto price = numbers(items, "price"), cost = numbers(items, "cost"), salvage = numbers(items, "salvage");
  const auto pack = numbers(items, "pack_size"), least = numbers(items, "min_order"),
             lead = numbers(items, "lead_time");
  for (std::size_t i = 0; i < price.size(); ++i) {
    EXPECT_GT(price[i], cost[i]);
    EXPECT_GT(cost[i], salvage[i]);
    EXPECT_EQ(std::fmod(least[i], pack[i]), 0);
    EXPECT_GE(lead[i], 0);
  }
}

TEST(SyntheticCatalogue, TheReaderTakesItWithoutAFault) {
  const auto path = std::filesystem::temp_directory_path() / "demandcast_synthetic_catalogue_test.parquet";
  for (const char* frequency : {"W-SUN", "D", "MS", "ME", "QS"}) {
    SCOPED_TRACE(frequency);
    write_table(make(of(20, frequency)).sales, path.string());
    DataSource source;
    source.path = path.string();
    source.known = {"price", "promo", "event"};
    source.past = {"page_views"};
    source.availability = "availability";
    const ReadResult result = read_panel(source);
    EXPECT_FALSE(result.report.has_errors()) << result.report.error_text();
    ASSERT_TRUE(result.panel);
    EXPECT_EQ(result.panel->series_count(), 20U);
    EXPECT_EQ(result.panel->frequency(), Frequency::parse(frequency));
  }
  std::filesystem::remove(path);
}

TEST(SyntheticCatalogue, RefusesWhatItCannotDo) {
  SyntheticCatalogueOptions options;
  options.frequency = "h";
  EXPECT_THROW(make(options), ConfigError);
  options = {};
  options.start = "yesterday";
  EXPECT_THROW(make(options), ConfigError);
  options = {};
  options.launch_share = 2;
  EXPECT_THROW(make(options), ConfigError);
  options = {};
  options.series = INT64_MAX;
  EXPECT_THROW(make(options), ConfigError);
}

}  // namespace
}  // namespace demandcast::synthetic
