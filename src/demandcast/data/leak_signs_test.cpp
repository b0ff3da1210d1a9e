// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/leak_signs.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <functional>
#include <random>

#include "demandcast/data/data_file_test.h"
#include "demandcast/data/synthetic_catalogue.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

/// Five series of 120 days whose demand has a week and noise; `column` gives the text of the column from demand of all
/// days and the day; `noise` is its own.
using ColumnOf = std::function<std::string(const std::vector<int>& demand, int day, double noise)>;

std::string demand_text(int y) { return y < 0 ? "" : std::to_string(y); }

ReadReport report_of(const ColumnOf& column, bool known, bool closed_days = false, bool lost_days = false) {
  std::mt19937 random(7);
  std::normal_distribution<double> normal;
  std::string text = "unique_id,ds,y,x,open\n";
  for (int series = 0; series < 5; ++series) {
    std::vector<int> demand;
    const double level = 100.0 * (1 + series * series);
    for (int day = 0; day < 120; ++day) {
      const double week = 1 + 0.3 * std::sin(2 * M_PI * day / 7);
      demand.push_back(static_cast<int>(level * week * std::exp(0.3 * normal(random))));
      if (closed_days && day % 7 == 6) demand.back() = 0;
      if (lost_days && day % 9 == 4) demand.back() = -1;
    }
    for (int day = 0; day < 120; ++day) {
      text += fmt::format("s{},{},{},{},1\n", series, day + 1, demand_text(demand[static_cast<std::size_t>(day)]),
                          column(demand, day, normal(random)));
    }
  }
  DataSource source;
  source.path = test_file("sales.csv", text);
  source.frequency = "1";
  (known ? source.known : source.past) = {"x"};
  source.past.push_back("open");
  return read_panel(source).report;
}

int on(const std::vector<int>& demand, int day) { return demand[static_cast<std::size_t>(day)]; }

std::string customers(const std::vector<int>& demand, int day, double noise) {
  return fmt::format("{:.0f}", 0.2 * on(demand, day) * (1 + 0.05 * noise));
}

TEST(LeakSigns, TellACountOfCustomersWithItsFigures) {
  const auto report = report_of(customers, true);
  const Fault* fault = find_fault(report, "known_after");
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->column, "x");
  EXPECT_THAT(fault->message, HasSubstr("moves with demand of the same period: r = 0.9"));
  EXPECT_THAT(fault->remedy, HasSubstr("--past"));
}

TEST(LeakSigns, LeaveACovariateOfThePastAlone) {
  const auto report = report_of(customers, false);
  EXPECT_FALSE(find_fault(report, "known_after"));
  EXPECT_FALSE(find_fault(report, "later_demand"));
}

TEST(LeakSigns, LeaveAForecastFromYesterdayAlone) {
  const auto yesterday = [](const auto& demand, int day, double) {
    return demand_text(on(demand, std::max(0, day - 1)));
  };
  EXPECT_FALSE(find_fault(report_of(yesterday, true), "known_after"));
}

TEST(LeakSigns, TellDemandOfLaterPeriodsInEveryRole) {
  const auto later = [](const auto& demand, int day, double) {
    return day + 3 < 120 ? demand_text(on(demand, day + 3)) : "";
  };
  const auto past = report_of(later, false), known = report_of(later, true);
  ASSERT_TRUE(find_fault(past, "later_demand"));
  EXPECT_THAT(find_fault(past, "later_demand")->message, HasSubstr("equals demand 3 periods later"));
  ASSERT_TRUE(find_fault(known, "known_after"));
}

TEST(LeakSigns, TellAColumnThatIsZeroWhereDemandIs) {
  const auto baskets = [](const auto& demand, int day, double noise) {
    return on(demand, day) == 0 ? "0" : fmt::format("{:.3f}", 20 + noise);
  };
  const auto report = report_of(baskets, true, true);
  ASSERT_TRUE(find_fault(report, "known_after"));
  EXPECT_THAT(find_fault(report, "known_after")->message, HasSubstr("zero exactly where demand is"));
}

TEST(LeakSigns, LeaveASignOfOpenDaysAlone) {
  const auto open = [](const auto& demand, int day, double) { return on(demand, day) == 0 ? "0" : "1"; };
  EXPECT_FALSE(find_fault(report_of(open, true, true), "known_after"));
}

TEST(LeakSigns, TellAColumnThatIsMissingWhereDemandIs) {
  const auto noted = [](const auto& demand, int day, double noise) {
    return on(demand, day) < 0 ? "" : fmt::format("{:.2f}", noise);
  };
  const auto plan = [](const auto&, int, double noise) { return fmt::format("{:.2f}", noise); };
  const auto report = report_of(noted, true, false, true);
  ASSERT_TRUE(find_fault(report, "known_after"));
  EXPECT_THAT(find_fault(report, "known_after")->message, HasSubstr("is missing where demand is"));
  EXPECT_FALSE(find_fault(report_of(plan, true, false, true), "known_after"));
}

void expect_plans_trusted(const SyntheticCatalogueOptions& options) {
  DataSource source;
  source.path = test_path("sales.parquet");
  write_table(make_synthetic_catalogue(options, RunContext()).sales, source.path);
  source.known = {"price", "promo", "event"};
  source.past = {"page_views"};
  const auto report = read_panel(source).report;
  const Fault* fault = find_fault(report, "known_after");
  EXPECT_FALSE(fault) << fault->message;
  EXPECT_FALSE(find_fault(report, "later_demand"));
}

TEST(LeakSigns, TrustPricesAndPromotionsThatMoveDemand) { expect_plans_trusted({}); }

TEST(LeakSigns, TrustThemWhereHardlyAnythingElseMovesDemand) {
  SyntheticCatalogueOptions options;
  options.series = 50;
  options.weekly_demand = 5000;
  options.dispersion = 0;
  options.interest = 0;
  options.intermittent_share = options.shift_share = options.spikes_per_year = options.stock_outs_per_year = 0;
  options.promotions_per_year = 15;
  expect_plans_trusted(options);
}

TEST(LeakSigns, AreFoundInSeriesDrawnFromALargeCatalogue) {
  constexpr int kSeries = 9'000, kDays = 24;
  std::string text = "unique_id,ds,y,x\n";
  for (int series = 0; series < kSeries; ++series) {
    for (int day = 0; day < kDays; ++day) {
      const int demand = 1 + (series * 7 + day * day * 3) % 11;
      text += fmt::format("s{:05},{},{},{}\n", series, day + 1, demand, demand);
    }
  }
  DataSource source;
  source.path = test_file("many.csv", text);
  source.frequency = "1";
  source.known = {"x"};
  const ReadReport report = read_panel(source).report;
  const Fault* fault = find_fault(report, "known_after");
  ASSERT_TRUE(fault);
  std::size_t equal = 0, of = 0;
  const std::size_t words = fault->message.find("equals demand");
  ASSERT_NE(words, std::string::npos) << fault->message;
  ASSERT_EQ(std::sscanf(fault->message.c_str() + words, "equals demand of the same period in %zu of %zu", &equal, &of),
            2)
      << fault->message;
  EXPECT_EQ(equal, of);
  EXPECT_GT(of, kDays * kSeries * 4 / 10);  // every other series, by hash
  EXPECT_LT(of, kDays * kSeries * 6 / 10);
}

}  // namespace
}  // namespace demandcast
