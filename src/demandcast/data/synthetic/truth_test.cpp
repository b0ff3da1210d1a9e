// What is true of a synthetic catalogue can be found again in its data.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>

#include "demandcast/data/moving_holidays.h"
#include "demandcast/data/synthetic/table_access.h"

namespace demandcast::synthetic {
namespace {

/// Least squares of `y` on rows of 4 regressors, by the normal equations and elimination.
std::array<double, 4> least_squares(const std::vector<std::array<double, 4>>& x, const std::vector<double>& y) {
  std::array<std::array<double, 5>, 4> a{};
  for (std::size_t i = 0; i < y.size(); ++i) {
    for (std::size_t r = 0; r < 4; ++r) {
      for (std::size_t c = 0; c < 4; ++c) a[r][c] += x[i][r] * x[i][c];
      a[r][4] += x[i][r] * y[i];
    }
  }
  for (std::size_t p = 0; p < 4; ++p) {
    for (std::size_t r = 0; r < 4; ++r) {
      if (r == p) continue;
      const double factor = a[r][p] / a[p][p];
      for (std::size_t c = p; c < 5; ++c) a[r][c] -= factor * a[p][c];
    }
  }
  return {a[0][4] / a[0][0], a[1][4] / a[1][1], a[2][4] / a[2][2], a[3][4] / a[3][3]};
}

TEST(SyntheticTruth, ARegressionFindsTheElasticities) {
  SyntheticCatalogueOptions options = calm_options();
  options.weekly_demand = 2000;
  options.future = 0;
  const auto c = make(options);
  const auto y = numbers(c.sales, "y"), price = numbers(c.sales, "price"), promo = numbers(c.sales, "promo");
  const auto truth = numbers(c.truth, "elasticity");
  const auto family = texts(c.truth, "family");
  const auto first = starts(c.sales);
  double sum = 0, squares = 0, spread = 0, count = 0;
  for (std::size_t s = 0; s + 1 < first.size(); ++s) {
    if (family[first[s]] != "flat") continue;
    std::vector<std::array<double, 4>> x;
    std::vector<double> log_y;
    for (std::size_t i = first[s]; i < first[s + 1]; ++i) {
      x.push_back({1, std::log(price[i]), promo[i], static_cast<double>(i - first[s]) / 52});
      log_y.push_back(std::log(y[i] + 0.5));
    }
    const double error = least_squares(x, log_y)[1] - truth[first[s]];
    sum += error;
    squares += error * error;
    spread = std::max(spread, std::abs(error));
    ++count;
  }
  ASSERT_GT(count, 20);
  const double mean = sum / count, deviation = std::sqrt(squares / count - mean * mean);
  EXPECT_LT(std::abs(mean), 3 * deviation / std::sqrt(count)) << "mean error";
  EXPECT_LT(deviation, 0.5) << "largest error " << spread;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b, int lag, std::size_t from,
                   std::size_t to) {
  double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0, n = 0;
  for (std::size_t i = from + 8; i + 8 < to; ++i) {
    const double u = std::log(a[i] + 1), v = std::log(b[static_cast<std::size_t>(static_cast<int>(i) + lag)] + 1);
    sa += u, sb += v, saa += u * u, sbb += v * v, sab += u * v, n += 1;
  }
  return (sab - sa * sb / n) / std::sqrt((saa - sa * sa / n) * (sbb - sb * sb / n));
}

TEST(SyntheticTruth, PageViewsRunAheadOfDemandByTheStatedPeriods) {
  for (const int lead : {0, 2, 4}) {
    SyntheticCatalogueOptions options = calm_options();
    options.interest = 0.25;
    options.weekly_demand = 300;
    options.future = 0;
    options.page_view_lead = lead;
    const auto c = make(options);
    const auto views = numbers(c.sales, "page_views"), demand = numbers(c.truth, "demand");
    const auto family = texts(c.truth, "family");
    const auto first = starts(c.sales);
    int best = -99;
    double highest = -1;
    for (int lag = -3; lag <= 7; ++lag) {
      double sum = 0;
      for (std::size_t s = 0; s + 1 < first.size(); ++s) {
        if (family[first[s]] == "flat") sum += correlation(views, demand, lag, first[s], first[s + 1]);
      }
      if (sum > highest) highest = sum, best = lag;
    }
    EXPECT_EQ(best, lead);
  }
}

TEST(SyntheticTruth, TheStatedShareOfSeriesIsIntermittent) {
  SyntheticCatalogueOptions options;
  options.series = 1000;
  options.launch_share = 0;  // a launch is as its look-alike, not drawn on its own
  const auto c = make(options);
  const auto flag = numbers(c.truth, "intermittent"), demand = numbers(c.truth, "demand");
  const auto first = starts(c.truth);
  double flagged = 0, zeros = 0, rows = 0;
  for (std::size_t s = 0; s + 1 < first.size(); ++s) {
    if (flag[first[s]] == 0) continue;
    ++flagged;
    for (std::size_t i = first[s]; i < first[s + 1]; ++i) zeros += demand[i] == 0, ++rows;
  }
  EXPECT_NEAR(flagged / 1000, 0.2, 3 * std::sqrt(0.2 * 0.8 / 1000));
  EXPECT_GT(zeros / rows, 0.6);
}

/// For every family, the date of the highest total demand in `year`, seasons alone moving it.
std::map<std::string, Timestamp> peaks(const char* frequency, int year) {
  SyntheticCatalogueOptions options = calm_options();
  options.promotions_per_year = 0;
  options.frequency = frequency;
  options.start = std::to_string(year) + "-01-01";
  options.weekly_demand = 2000;
  options.periods = 52;
  options.future = 0;
  const auto c = make(options);
  const auto demand = numbers(c.truth, "demand");
  const auto family = texts(c.truth, "family");
  const auto ds = times(c.truth);
  std::map<std::string, std::map<Timestamp, double>> totals;
  for (std::size_t i = 0; i < ds.size(); ++i) {
    if (date_of(ds[i]).year == year) totals[family[i]][ds[i]] += demand[i];
  }
  std::map<std::string, Timestamp> best;
  for (const auto& [name, by_date] : totals) {
    double highest = -1;
    for (const auto& [date, total] : by_date) {
      if (total > highest) highest = total, best[name] = date;
    }
  }
  return best;
}

TEST(SyntheticTruth, SeasonsPeakInTheStatedMonths) {
  const auto peak = peaks("MS", 2023);
  const std::map<std::string, int> stated{
      {"winter", 1}, {"garden", 5}, {"school", 8}, {"mothers_day", 5}, {"christmas", 12}};
  for (const auto& [family, month] : stated) EXPECT_EQ(date_of(peak.at(family)).month, month) << family;
}

TEST(SyntheticTruth, GoodsForEasterAndMothersDayMoveWithThem) {
  for (const int year : {2021, 2022, 2023, 2024, 2025}) {
    const auto peak = peaks("W-SUN", year);
    EXPECT_EQ(format_timestamp(peak.at("easter")), format_timestamp(moving_holiday("easter", year)));
    EXPECT_EQ(format_timestamp(peak.at("mothers_day")), format_timestamp(moving_holiday("mothers_day", year)));
  }
}

}  // namespace
}  // namespace demandcast::synthetic
