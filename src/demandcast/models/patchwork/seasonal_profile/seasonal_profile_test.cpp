// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/seasonal_profile.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

const Frequency kWeeks = Frequency::parse("W-SUN");
constexpr Period kStart = 2400;  // early 2016

/// The index of a week: two humps a year, mean 1.
double true_index(Period period, double turn) {
  const auto week = static_cast<double>(year_position(kWeeks, period));
  return 1 + 0.6 * std::sin(2 * std::numbers::pi * week / 52 + turn);
}

struct Shop {
  int years = 3;
  double season = 1;  ///< 0 = none
  double growth = 1;  ///< a year
  double turn = 0;    ///< by how much the second half of the series has its season elsewhere
};

/// 200 Poisson series around 2 to 40 a week, in two categories; every fifth has lived for 20 weeks only.
Panel panel_of(const Shop& shop) {
  std::vector<SeriesInput> all;
  StaticColumn category{"category", StaticKind::kCategory, 1, {}, {}, {"first", "second"}};
  for (int i = 0; i < 200; ++i) {
    RandomStream random(4, static_cast<std::uint64_t>(i));
    const int weeks = 52 * shop.years, lived = i % 5 == 0 ? 20 : weeks;
    SeriesInput series{
        fmt::format("s{}", i), kStart + weeks - lived, {}, std::vector<CellState>(lived, CellState::kObserved)};
    for (int t = weeks - lived; t < weeks; ++t) {
      const double index = 1 + shop.season * (true_index(kStart + t, i < 100 ? 0 : shop.turn) - 1);
      const double level = (2 + 0.19 * i) * std::pow(shop.growth, t / 52.0);
      series.target.push_back(static_cast<float>(random.poisson(level * index)));
    }
    all.push_back(std::move(series));
    category.codes.push_back(i < 100 ? 0 : 1);
  }
  return Panel(kWeeks, std::move(all), {}, {category});
}

PooledProfile profile_of(const Panel& panel, const char* categories = "none") {
  const SingleShard training(PanelView(panel, panel.last_period()));
  return PooledProfile(training, SeriesPools(categories, training, 52));
}

/// Mean absolute error of a series' indices.
double error_of(const Panel& panel, const PooledProfile& profile, std::size_t series, double turn, double season = 1) {
  const auto index = profile.index_of(PanelView(panel, panel.last_period()), series);
  double error = 0;
  for (Period t = 0; t < 52; ++t) {
    const double truth = 1 + season * (true_index(kStart + t, turn) - 1);
    error += std::abs(index[year_position(kWeeks, kStart + t)] - truth) / 52;
  }
  return error;
}

TEST(PooledProfile, RecoversAKnownSeasonForSeriesOfAnyLength) {
  const Panel panel = panel_of({});
  const PooledProfile profile = profile_of(panel);
  EXPECT_LT(error_of(panel, profile, 31, 0), 0.03);
  EXPECT_LT(error_of(panel, profile, 30, 0), 0.03);  // has lived for 20 weeks
  EXPECT_LT(profile.series_signal(), 0.002);         // all series have the same season
}

TEST(PooledProfile, TellsCategoriesApart) {
  const double turn = std::numbers::pi;
  const Panel panel = panel_of({.turn = turn});
  const PooledProfile profile = profile_of(panel, "category");
  EXPECT_LT(error_of(panel, profile, 31, 0), 0.05);
  EXPECT_LT(error_of(panel, profile, 131, turn), 0.05);
  EXPECT_LT(error_of(panel, profile, 130, turn), 0.05);
}

TEST(PooledProfile, FollowsASeriesThatIsUnlikeItsCatalogue) {
  const Panel panel = panel_of({.turn = 1.2});
  const PooledProfile profile = profile_of(panel);
  EXPECT_GT(profile.series_signal(), 0.01);
  EXPECT_LT(error_of(panel, profile, 131, 1.2), 0.15);
  EXPECT_LT(error_of(panel, profile, 131, 1.2), 0.75 * error_of(panel, profile, 130, 1.2));  // too young to tell
}

TEST(PooledProfile, SeesNoSeasonWhereThereIsNone) {
  const Panel panel = panel_of({.season = 0});
  EXPECT_LT(error_of(panel, profile_of(panel), 31, 0, 0), 0.01);
}

TEST(PooledProfile, DoesNotTakeGrowthForSeason) {
  const Panel panel = panel_of({.season = 0, .growth = 1.5});
  const PooledProfile profile = profile_of(panel);
  EXPECT_NEAR(profile.growth(), 1.5, 0.03);
  EXPECT_LT(error_of(panel, profile, 31, 0, 0), 0.02);
}

TEST(PooledProfile, WantsAYearBeforeItTellsASeasonFromALevel) {
  const Panel panel = panel_of({.years = 1});
  const SingleShard half(PanelView(panel, panel.last_period() - 26));
  const PooledProfile profile(half, SeriesPools("none", half, 52));
  for (const double index : profile.indices()) EXPECT_EQ(index, 1);
}

/// Forecasts the last value.
std::unique_ptr<Estimator> last_value() {
  const auto last = [](const MadeQuestion& question) { return static_cast<double>(question.series.target().back()); };
  return std::make_unique<MadeEstimator>(MadeLaw{last, [=](const MadeQuestion& q, double) { return last(q); }});
}

TEST(SeasonalProfile, TakesTheSeasonOutBeforeTheModelAndPutsItBack) {
  const Panel panel = panel_of({});
  const PanelView view(panel, panel.last_period());
  const auto forecaster = SeasonalProfileEstimator({}, last_value()).fit(SingleShard(view), Horizon::of(4), {});
  const auto forecast = forecast_one(*forecaster, view, Horizon::of(4), {});
  const auto index = profile_of(panel).index_of(view, 7);
  const auto at = [&](Period period) { return index[year_position(kWeeks, period)]; };
  const double last = static_cast<double>(panel.target(7).back());
  for (int step = 0; step < 4; ++step) {
    const double wanted = last / at(panel.last_period()) * at(panel.last_period() + step + 1);
    EXPECT_NEAR(forecast.mean(7, step), wanted, 1e-5 * wanted);
    EXPECT_NEAR(forecast.quantiles(7, step)[4], wanted, 1e-5 * wanted);
  }
}

TEST(SeasonalProfile, ChangesNothingBitForBitWhereAYearHasNoSeason) {
  SeriesInput series{"a", 0, {3, 5, 4.3F}, std::vector<CellState>(3, CellState::kObserved)};
  const Panel panel(Frequency::parse("1"), {series});
  const PanelView view(panel, 2);
  const auto plain = forecast_one(*last_value()->fit(SingleShard(view), Horizon::of(2), {}), view, Horizon::of(2), {});
  const auto forecaster = SeasonalProfileEstimator({}, last_value()).fit(SingleShard(view), Horizon::of(2), {});
  const auto wrapped = forecast_one(*forecaster, view, Horizon::of(2), {});
  EXPECT_EQ(plain.mean(0, 1), wrapped.mean(0, 1));
  EXPECT_TRUE(std::ranges::equal(plain.quantiles(0, 0), wrapped.quantiles(0, 0)));
}

TEST(SeasonalProfile, NamesACategoryThatIsNotThere) {
  const Panel panel = panel_of({});
  SeasonalProfileOptions options;
  options.categories = "brand";
  const SeasonalProfileEstimator estimator(options, last_value());
  try {
    estimator.fit(SingleShard(PanelView(panel, panel.last_period())), Horizon::of(2), {});
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("[seasonal_profile] \"brand\""), std::string::npos) << error.what();
  }
}

TEST(YearPosition, CountsWeeksFromJanuaryTheFirst) {
  const Frequency days = Frequency::parse("D");
  const auto at = [&](int year, int month, int day) {
    return year_position(days, *days.period_at(timestamp_of({year, month, day})));
  };
  EXPECT_EQ(at(2024, 1, 1), 0U);
  EXPECT_EQ(at(2024, 1, 8), 1U);
  EXPECT_EQ(at(2024, 12, 31), 51U);
  const Frequency months = Frequency::parse("MS");
  EXPECT_EQ(year_position(months, *months.period_at(timestamp_of({2024, 12, 1}))), 11U);
  EXPECT_EQ(periods_in_year(months), 12);
  EXPECT_EQ(periods_in_year(kWeeks), 52);
  EXPECT_EQ(periods_in_year(days), 365);
}

}  // namespace
}  // namespace demandcast
